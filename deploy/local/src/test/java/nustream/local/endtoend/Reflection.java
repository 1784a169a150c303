package nustream.local.endtoend;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks a service what it serves, by gRPC reflection and without its messages. */
final class Reflection {
  /** Field 7 of ServerReflectionRequest, list_services, with an empty text. */
  private static final byte[] LIST_SERVICES = {7 << 3 | 2, 0};

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName("grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private static final long SECONDS = 60;

  private Reflection() {}

  /** The names of the services, among the other bytes of the answer. */
  static String services(Channel channel) {
    var answer = new CompletableFuture<byte[]>();
    StreamObserver<byte[]> asking =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(
                METHOD, CallOptions.DEFAULT.withDeadlineAfter(SECONDS, TimeUnit.SECONDS)),
            new StreamObserver<byte[]>() {
              @Override
              public void onNext(byte[] value) {
                answer.complete(value);
              }

              @Override
              public void onError(Throwable e) {
                answer.completeExceptionally(e);
              }

              @Override
              public void onCompleted() {
                answer.complete(new byte[0]);
              }
            });
    asking.onNext(LIST_SERVICES);
    asking.onCompleted();
    return new String(answer.join(), StandardCharsets.UTF_8);
  }

  /** Messages as they are on the wire. */
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
