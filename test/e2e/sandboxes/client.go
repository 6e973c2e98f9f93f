// Sends requests in its own sandbox on a shared server. Prints the sandbox ID and the numbers of accepted, failed and kept requests.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
)

var client = &http.Client{Transport: &http.Transport{Proxy: nil}}

func call(method, path string, body any, result any) int {
	var data bytes.Buffer
	if body != nil {
		check(json.NewEncoder(&data).Encode(body))
	}
	request, err := http.NewRequest(method, os.Getenv("URL")+path, &data)
	check(err)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := client.Do(request)
	check(err)
	defer response.Body.Close()
	if result != nil {
		check(json.NewDecoder(response.Body).Decode(result))
	}
	return response.StatusCode
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	name := os.Getenv("NAME")
	count, err := strconv.Atoi(os.Getenv("COUNT"))
	check(err)
	var sandbox struct {
		ID     string
		Config struct {
			Guance struct{ Monitors []struct{ Secret, SubURI string } }
		}
	}
	call("POST", "/__admin/sandboxes", map[string]string{"name": name}, &sandbox)
	monitor := sandbox.Config.Guance.Monitors[0]
	address := "/api/v1/push-events/" + monitor.Secret + "/" + monitor.SubURI
	query := "?sandbox=" + sandbox.ID
	statuses := map[int]int{}
	push := func() {
		event := map[string]any{"event": map[string]string{"status": "error", "title": name}}
		statuses[call("POST", address, event, nil)]++
	}

	push()
	call("POST", "/__admin/reset"+query, nil, nil)
	for sent := 0; sent < count; sent++ {
		push()
	}
	call("POST", "/__admin/faults"+query, map[string]string{"api": "guance", "reason": "internal-error"}, nil)
	push()
	var listed struct{ Kept int }
	call("GET", "/__admin/requests"+query, nil, &listed)
	fmt.Println(sandbox.ID, statuses[200], statuses[500], listed.Kept)
}
