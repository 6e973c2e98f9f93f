import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.cms.model.v20190101.PutCustomEventRequest;
import com.aliyuncs.cms.model.v20190101.PutCustomEventResponse;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
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
        String key = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_ID");
        String secret = System.getenv("ALIBABA_CLOUD_ACCESS_KEY_SECRET");
        String token = System.getenv("ALIBABA_CLOUD_SECURITY_TOKEN");
        DefaultProfile profile = token == null
            ? DefaultProfile.getProfile("cn-hangzhou", key, secret)
            : DefaultProfile.getProfile("cn-hangzhou", key, secret, token);
        IAcsClient client = new DefaultAcsClient(profile);
        String calls = new String(Files.readAllBytes(Paths.get(args[0])), StandardCharsets.UTF_8);
        int code = 0;
        try {
            for (JsonElement call : new JsonParser().parse(calls).getAsJsonArray()) {
                PutCustomEventResponse response = client.getAcsResponse(requestOf(call.getAsJsonArray()));
                System.out.println(response.getCode() + " " + response.getMessage() + " " + response.getRequestId());
            }
        } catch (ClientException error) {
            System.err.println(error.getErrCode() + " " + error.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private static PutCustomEventRequest requestOf(JsonArray events) {
        List<PutCustomEventRequest.EventInfo> list = new ArrayList<>();
        for (JsonElement each : events) {
            JsonObject fields = each.getAsJsonObject();
            PutCustomEventRequest.EventInfo event = new PutCustomEventRequest.EventInfo();
            event.setEventName(text(fields, "name"));
            event.setContent(text(fields, "content"));
            event.setGroupId(text(fields, "groupId"));
            event.setTime(text(fields, "time"));
            list.add(event);
        }
        PutCustomEventRequest request = new PutCustomEventRequest();
        request.setSysEndpoint(System.getenv("PUSH_HOST"));
        request.setSysProtocol(ProtocolType.HTTP);
        request.setEventInfos(list);
        return request;
    }

    private static String text(JsonObject event, String name) {
        return event.has(name) ? event.get(name).getAsString() : null;
    }
}
