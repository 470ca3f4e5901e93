import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * A real Neo4j server for the tests: `java -cp "lib/*" Start.java HOME`, with HOME/neo4j.conf as its settings.
 *
 * Prints READY once Bolt answers. Stops when its standard input closes, so that it never outlives the test session
 * that started it, however that session ended.
 */
public class Start {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        DatabaseManagementService server =
                new DatabaseManagementServiceBuilder(home).loadPropertiesFromFile(home.resolve("neo4j.conf")).build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        System.out.println("READY");
        System.setOut(System.err); // Nobody reads on: a full pipe would stop the server.
        while (System.in.read() >= 0) {
            // Nothing is said on this pipe; only its end matters.
        }
        System.exit(0);
    }
}
