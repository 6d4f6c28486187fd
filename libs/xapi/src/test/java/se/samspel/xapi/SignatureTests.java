package se.samspel.xapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignatureTests {

  private static final String SIGNED =
      "{\"id\":\"aa97b177-9383-4934-8543-0f91a7a02836\",\"actor\":{\"mbox\":\"mailto:a@x.se\"},"
          + "\"verb\":{\"id\":\"http://x.se/v\"},\"object\":{\"id\":\"http://x.se/o\"}}";
  private static final RSAPrivateKey KEY = key();

  private static RSAPrivateKey key() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return (RSAPrivateKey) generator.generateKeyPair().getPrivate();
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] sign(JWSAlgorithm algorithm, String payload) throws Exception {
    var signature = new JWSObject(new JWSHeader(algorithm), new Payload(payload));
    signature.sign(
        JWSAlgorithm.Family.RSA.contains(algorithm)
            ? new RSASSASigner(KEY)
            : new MACSigner(new byte[32]));
    return signature.serialize().getBytes(StandardCharsets.US_ASCII);
  }

  private static void check(byte[] content, String contentType) {
    var attachment =
        new Attachment(
            Attachment.SIGNATURE,
            contentType,
            Attachment.hash(content, "0".repeat(64)),
            Optional.empty());
    var json = (Json.Members) Json.read(SIGNED, Limits.DEFAULT);
    var statement =
        Statement.read(
            json.with(
                "attachments",
                Json.read(
                    "[{\"usageType\":\""
                        + Attachment.SIGNATURE
                        + "\",\"display\":{\"sv\":\"S\"},\"contentType\":\""
                        + contentType
                        + "\",\"length\":"
                        + content.length
                        + ",\"sha2\":\""
                        + attachment.sha2()
                        + "\"}]",
                    Limits.DEFAULT)),
            Version.V1);
    Signature.check(statement, attachment, content);
  }

  private static final String OCTETS = "application/octet-stream";

  @Test
  void eachOfTheThreeAlgorithmsIsTaken() {
    for (var algorithm :
        new JWSAlgorithm[] {JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512}) {
      assertThatCode(() -> check(sign(algorithm, SIGNED), OCTETS)).doesNotThrowAnyException();
    }
  }

  @Test
  void anotherAlgorithmIsRefused() {
    assertThatThrownBy(() -> check(sign(JWSAlgorithm.HS256, SIGNED), OCTETS))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aPayloadThatSaysSomethingElseIsRefused() {
    assertThatThrownBy(() -> check(sign(JWSAlgorithm.RS256, SIGNED.replace("/o", "/p")), OCTETS))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aPayloadWithAnotherIdIsRefused() {
    assertThatThrownBy(
            () -> check(sign(JWSAlgorithm.RS256, SIGNED.replace("aa97", "bb97")), OCTETS))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void aPayloadThatIsNoJsonIsRefused() {
    assertThatThrownBy(
            () -> check(sign(JWSAlgorithm.RS256, SIGNED.replace("\"id\"", "'id")), OCTETS))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void anotherContentTypeIsRefused() {
    assertThatThrownBy(() -> check(sign(JWSAlgorithm.RS256, SIGNED), "text/plain"))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void whatIsNoSignatureIsRefused() {
    assertThatThrownBy(() -> check("abc".getBytes(StandardCharsets.US_ASCII), OCTETS))
        .isInstanceOf(Invalid.class);
  }
}
