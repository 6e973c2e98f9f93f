// Calls PutCustomEvent through the generic client for the events of each call.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/darabonba-openapi/v2/utils"
	"github.com/alibabacloud-go/tea/dara"
)

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
	var calls [][]map[string]string
	if err := json.Unmarshal(content, &calls); err != nil {
		return err
	}
	config := &openapiutil.Config{
		AccessKeyId:     dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_ID")),
		AccessKeySecret: dara.String(os.Getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET")),
		Endpoint:        dara.String(os.Getenv("PUSH_HOST")),
		Protocol:        dara.String("HTTP"),
		RegionId:        dara.String("cn-hangzhou"),
	}
	if token := os.Getenv("ALIBABA_CLOUD_SECURITY_TOKEN"); token != "" {
		config.SecurityToken = dara.String(token)
	}
	client, err := openapi.NewClient(config)
	if err != nil {
		return err
	}
	params := &openapiutil.Params{
		Action:      dara.String("PutCustomEvent"),
		Version:     dara.String("2019-01-01"),
		Protocol:    dara.String("HTTP"),
		Pathname:    dara.String("/"),
		Method:      dara.String("POST"),
		AuthType:    dara.String("AK"),
		Style:       dara.String("RPC"),
		ReqBodyType: dara.String("formData"),
		BodyType:    dara.String("json"),
	}
	names := map[string]string{"name": "EventName", "content": "Content", "groupId": "GroupId", "time": "Time"}
	for _, events := range calls {
		query := map[string]*string{}
		for index, event := range events {
			for name, value := range event {
				query[fmt.Sprintf("EventInfo.%d.%s", index+1, names[name])] = dara.String(value)
			}
		}
		response, err := client.CallApi(params, &openapiutil.OpenApiRequest{Query: query}, &dara.RuntimeOptions{})
		if err != nil {
			return err
		}
		fmt.Println(response["statusCode"], response["body"])
	}
	return nil
}
