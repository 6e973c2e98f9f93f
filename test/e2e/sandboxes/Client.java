import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests in its own sandbox on a shared server. Prints the sandbox ID and the numbers of accepted, failed and kept requests. */
public class Client {
    static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static int accepted;
    static int failed;

    static HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(System.getenv("URL") + path));
        if (body != null) request.header("Content-Type", "application/json");
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) throw new IllegalStateException("no " + pattern);
        return matcher.group(1);
    }

    static void push(String address) throws Exception {
        String event = "{\"event\":{\"status\":\"error\",\"title\":\"" + System.getenv("NAME") + "\"}}";
        int status = call("POST", address, event).statusCode();
        if (status == 200) accepted++;
        if (status == 500) failed++;
    }

    public static void main(String[] args) throws Exception {
        String created = call("POST", "/__admin/sandboxes", "{\"name\":\"" + System.getenv("NAME") + "\"}").body();
        String id = find("\"id\":\"([0-9a-f]{12})\"", created);
        String secret = find("\"secret\":\"([^\"]*)\",\"subUri\":\"datakit/push\"", created);
        String address = "/api/v1/push-events/" + secret + "/datakit/push";
        String query = "?sandbox=" + id;

        push(address);
        call("POST", "/__admin/reset" + query, null);
        for (int sent = 0; sent < Integer.parseInt(System.getenv("COUNT")); sent++) push(address);
        call("POST", "/__admin/faults" + query, "{\"api\":\"guance\",\"reason\":\"internal-error\"}");
        push(address);
        String kept = find("\"kept\":(\\d+)", call("GET", "/__admin/requests" + query, null).body());
        System.out.println(id + " " + accepted + " " + failed + " " + kept);
    }
}
