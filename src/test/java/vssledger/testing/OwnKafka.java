package vssledger.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/** A Kafka in this process, for one test alone: to be stopped, and started again on the same port. It makes no topics unasked. */
public final class OwnKafka implements AutoCloseable {

    private final Path folder;
    private final int port = FreePort.find();
    private final int controllerPort = FreePort.find();
    private @Nullable KafkaRaftServer server;

    private OwnKafka(Path folder) {
        this.folder = folder;
    }

    /** Not yet started, with its data in a folder. */
    public static OwnKafka in(Path folder) {
        try {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
            return new OwnKafka(folder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public OwnKafka start() {
        server = new KafkaRaftServer(KafkaConfig.fromProps(settings(), false), Time.SYSTEM);
        server.startup();
        return this;
    }

    private Properties settings() {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("log.cleaner.enable", "false");
        settings.put("num.network.threads", "1");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        return settings;
    }

    public String servers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
        server = null;
    }

    @Override
    public void close() {
        stop();
    }
}
