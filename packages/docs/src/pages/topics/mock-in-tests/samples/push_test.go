package push

import (
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"
)

const event = `{"event": {"status": "error", "title": "disk full"}}`

func address() string {
	if url := os.Getenv("PUSHSPEC_URL"); url != "" {
		return url
	}
	return "http://127.0.0.1:4010"
}

func post(t *testing.T, path, body string) int {
	t.Helper()
	response, err := http.Post(address()+path, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode
}

func TestAlertIsAccepted(t *testing.T) {
	post(t, "/__admin/reset", "")
	post(t, "/api/v1/push-events/secret_dev/datakit/push", event)
	response, err := http.Get(address() + "/__admin/requests")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var list struct {
		Requests []struct{ Outcome string }
	}
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil {
		t.Fatal(err)
	}
	if len(list.Requests) != 1 || list.Requests[0].Outcome != "accepted" {
		t.Errorf("got %+v, want one accepted request", list.Requests)
	}
}

func TestOutage(t *testing.T) {
	post(t, "/__admin/reset", "")
	post(t, "/__admin/faults", `{"api": "guance", "reason": "internal-error"}`)
	status := post(t, "/api/v1/push-events/secret_dev/datakit/push", event)
	if status != http.StatusInternalServerError {
		t.Errorf("got %d, want 500", status)
	}
}
