import com.alibaba.fastjson.JSON;
import com.alibaba.fastjson.JSONArray;
import com.alibaba.fastjson.JSONObject;
import com.aliyun.openservices.cms.CMSClient;
import com.aliyun.openservices.cms.builder.event.CustomEventBuilder;
import com.aliyun.openservices.cms.exception.CMSException;
import com.aliyun.openservices.cms.model.impl.CustomEvent;
import com.aliyun.openservices.cms.request.CustomEventUploadRequest;
import com.aliyun.openservices.cms.response.CustomEventUploadResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.List;

/** Uploads the events of each call. Without a file, makes the calls of the example on CloudMonitor's page. */
public class Program {
    public static void main(String[] args) throws Exception {
        String endpoint = System.getenv("PUSH_URL");
        String key = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID");
        String secret = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        String token = System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN");
        CMSClient client =
            token == null ? new CMSClient(endpoint, key, secret) : new CMSClient(endpoint, key, secret, null, token);
        int code = 0;
        try {
            if (args.length == 0) {
                example(client);
            } else {
                byte[] calls = Files.readAllBytes(Paths.get(args[0]));
                for (Object call : JSON.parseArray(new String(calls, StandardCharsets.UTF_8))) {
                    upload(client, (JSONArray) call);
                }
            }
        } catch (CMSException error) {
            System.err.println(error);
            code = 1;
        }
        // The client keeps threads that would keep the program alive.
        System.exit(code);
    }

    private static void upload(CMSClient client, JSONArray call) throws Exception {
        List<CustomEvent> events = new ArrayList<>();
        for (Object each : call) {
            JSONObject fields = (JSONObject) each;
            CustomEventBuilder event = CustomEvent.builder()
                .setName(fields.getString("name"))
                .setContent(fields.getString("content"))
                .setGroupId(fields.getLong("groupId"));
            if (fields.containsKey("time")) {
                event.setTime(new SimpleDateFormat("yyyyMMdd'T'HHmmss.SSSZ").parse(fields.getString("time")));
            }
            events.add(event.build());
        }
        show(client.putCustomEvent(CustomEventUploadRequest.builder().setEventList(events).build()));
    }

    private static void example(CMSClient client) throws CMSException {
        CustomEvent first = CustomEvent.builder().setContent("abc,123").setGroupId(101L).setName("Event001").build();
        CustomEvent second = CustomEvent.builder().setContent("abc,123").setGroupId(101L).setName("Event002").build();
        show(client.putCustomEvent(CustomEventUploadRequest.builder().append(first).append(second).build()));
        List<CustomEvent> list = new ArrayList<>();
        list.add(CustomEvent.builder().setContent("abcd,1234").setGroupId(101L).setName("Event001").build());
        list.add(CustomEvent.builder().setContent("abcd,1234").setGroupId(101L).setName("Event002").build());
        show(client.putCustomEvent(CustomEventUploadRequest.builder().setEventList(list).build()));
    }

    private static void show(CustomEventUploadResponse response) {
        System.out.println(response);
    }
}
