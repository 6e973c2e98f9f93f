import com.aliyun.cms20190101.Client;
import com.aliyun.cms20190101.models.PutCustomEventRequest;
import com.aliyun.cms20190101.models.PutCustomEventResponse;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/** Calls PutCustomEvent for the events of each call. */
public class Program {
    public static void main(String[] args) throws Exception {
        Client client = new Client(new Config()
            .setAccessKeyId(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID"))
            .setAccessKeySecret(System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET"))
            .setSecurityToken(System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN"))
            .setEndpoint(System.getenv("PUSH_HOST"))
            .setProtocol("HTTP"));
        String calls = new String(Files.readAllBytes(Paths.get(args[0])), StandardCharsets.UTF_8);
        int code = 0;
        try {
            for (JsonElement call : new JsonParser().parse(calls).getAsJsonArray()) {
                PutCustomEventResponse response = client.putCustomEvent(requestOf(call.getAsJsonArray()));
                System.out.println(response.getStatusCode() + " " + response.getBody().toMap());
            }
        } catch (TeaException error) {
            System.err.println(error.getCode() + " " + error.getMessage());
            code = 1;
        }
        // The client keeps threads that would keep the program alive.
        System.exit(code);
    }

    private static PutCustomEventRequest requestOf(JsonArray events) {
        List<PutCustomEventRequest.PutCustomEventRequestEventInfo> list = new ArrayList<>();
        for (JsonElement each : events) {
            JsonObject event = each.getAsJsonObject();
            list.add(new PutCustomEventRequest.PutCustomEventRequestEventInfo()
                .setEventName(text(event, "name"))
                .setContent(text(event, "content"))
                .setGroupId(text(event, "groupId"))
                .setTime(text(event, "time")));
        }
        return new PutCustomEventRequest().setEventInfo(list);
    }

    private static String text(JsonObject event, String name) {
        return event.has(name) ? event.get(name).getAsString() : null;
    }
}
