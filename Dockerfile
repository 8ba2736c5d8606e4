# Builds the program with the JDK that the project is tested with, and runs it on a newer one. What changes seldom lies in
# layers of its own: a new version of the ledger is a few megabytes.
FROM eclipse-temurin:17-jdk-noble AS build
WORKDIR /src
COPY . .
RUN ./mvnw -q -B -DskipTests -Dspotless.check.skip=true package \
    && java -Djarmode=tools -jar target/vss-ledger.jar extract --layers --destination /layers

FROM eclipse-temurin:25-jre-noble
RUN groupadd --system --gid 10001 ledger \
    && useradd --system --uid 10001 --gid ledger --home-dir /ledger --shell /usr/sbin/nologin ledger \
    && mkdir -p /ledger/config /ledger/var /ledger/reports/out \
    && chown -R ledger:ledger /ledger
WORKDIR /opt/vss-ledger
COPY --from=build /layers/dependencies/ ./
COPY --from=build /layers/spring-boot-loader/ ./
COPY --from=build /layers/snapshot-dependencies/ ./
COPY --from=build /layers/application/ ./
COPY --chmod=755 src/docker/healthy /usr/local/bin/healthy
COPY --chmod=755 src/docker/vss /usr/local/bin/vss
# an archive of the classes that commands load, for this Java: halves the time of a start; without it all goes on, only slower
RUN install -d -o ledger -g ledger /opt/vss-ledger/archive
USER ledger
WORKDIR /ledger
RUN java -XX:+UseSerialGC -XX:AOTCacheOutput=/opt/vss-ledger/archive/classes.aot -jar /opt/vss-ledger/vss-ledger.jar warm-up \
    || rm -f /opt/vss-ledger/archive/classes.aot; \
    rm -rf /ledger/.cache
# config: settings; var: the spool, and the embedded database where no other is named; reports/out: editions
VOLUME ["/ledger/var", "/ledger/reports/out"]
ENV VSS_HOME=/ledger
EXPOSE 8080 8081
HEALTHCHECK --interval=30s --timeout=5s --retries=5 CMD ["healthy"]
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:NewRatio=1", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-Xlog:disable", "-XX:AOTCache=/opt/vss-ledger/archive/classes.aot", "-jar", "/opt/vss-ledger/vss-ledger.jar"]
CMD ["serve"]
