using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Portal.Web.FrontEnd;

/// <summary>What a monitor reads: one word, and below it a line for each part that is not well. It names no host, for anybody may read it.</summary>
public static class HealthPage
{
    public static WebApplication MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
        return app;
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).Select(e => $"{e.Key}: {e.Value.Status}. {e.Value.Description}");
        return http.Response.WriteAsync(string.Join('\n', [$"{report.Status}", .. lines]));
    }
}
