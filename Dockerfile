# Builds the portal and runs it as an ordinary user. Needs nothing but this repository and the package registries.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN eng/publish.sh /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends curl tzdata \
        chromium fonts-liberation fonts-dejavu-core libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data portal \
    && install -d -o portal -g portal /data
COPY --from=build /app /app
# Chromium prints the bundles. Its own sandbox needs namespaces, which most containers do not grant; it prints the portal's own pages, and pictures of the evidence.
ENV ASPNETCORE_HTTP_PORTS=8080 DataDirectory=/data Printing__Sandbox=false
USER portal
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD curl --fail --silent http://localhost:8080/health || exit 1
ENTRYPOINT ["dotnet", "/app/Portal.Web.dll"]
