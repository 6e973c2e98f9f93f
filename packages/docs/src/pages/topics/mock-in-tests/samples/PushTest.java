import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTest {
  static final String URL = System.getenv().getOrDefault("PUSHSPEC_URL", "http://127.0.0.1:4010");
  static final String PUSH = URL + "/api/v1/push-events/secret_dev/datakit/push";
  static final String EVENT = "{\"event\": {\"status\": \"error\", \"title\": \"disk full\"}}";

  static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    request.header("Content-Type", "application/json");
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  static HttpResponse<String> post(String url, String body) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)));
  }

  @BeforeEach
  void reset() throws Exception {
    send(HttpRequest.newBuilder(URI.create(URL + "/__admin/reset")).POST(BodyPublishers.noBody()));
  }

  @Test
  void alertIsAccepted() throws Exception {
    assertEquals(200, post(PUSH, EVENT).statusCode());
    var requests = send(HttpRequest.newBuilder(URI.create(URL + "/__admin/requests?outcome=accepted")));
    assertTrue(requests.body().contains("\"outcome\":\"accepted\""));
  }

  @Test
  void outage() throws Exception {
    post(URL + "/__admin/faults", "{\"api\": \"guance\", \"reason\": \"internal-error\"}");
    assertEquals(500, post(PUSH, EVENT).statusCode());
  }
}
