// Calls PutCustomEvent for the events of each call.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/aliyun/alibaba-cloud-sdk-go/services/cms"
)

type event struct {
	Name    string `json:"name"`
	Content string `json:"content"`
	GroupID string `json:"groupId"`
	Time    string `json:"time"`
}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var calls [][]event
	if err := json.Unmarshal(content, &calls); err != nil {
		return err
	}
	client, err := newClient()
	if err != nil {
		return err
	}
	for _, events := range calls {
		request := cms.CreatePutCustomEventRequest()
		request.Domain = os.Getenv("PUSH_HOST")
		request.Scheme = "http"
		infos := []cms.PutCustomEventEventInfo{}
		for _, each := range events {
			infos = append(infos, cms.PutCustomEventEventInfo{
				EventName: each.Name, Content: each.Content, GroupId: each.GroupID, Time: each.Time,
			})
		}
		request.EventInfo = &infos
		response, err := client.PutCustomEvent(request)
		if err != nil {
			return err
		}
		fmt.Println(response.Code, response.Message, response.RequestId)
	}
	return nil
}

func newClient() (*cms.Client, error) {
	id, secret := os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"), os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		return cms.NewClientWithStsToken("cn-hangzhou", id, secret, token)
	}
	return cms.NewClientWithAccessKey("cn-hangzhou", id, secret)
}
