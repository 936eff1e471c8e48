using Portal.Web.FrontEnd;

namespace Portal.Web.Files.Downloads;

/// <summary>Wires downloads.</summary>
public static class DownloadsRegistration
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddDownloads(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(new DownloadOptions(configuration["Files:DownloadOrigin"]))
        .AddSingleton<DownloadLinks>()
        .AddSingleton<GivenLately>()
        .AddScoped<ServeDownload>();

    /// <summary>The kind of file that <typeparamref name="T"/> finds can be downloaded.</summary>
    public static IServiceCollection AddDownloadsOf<T>(this IServiceCollection services) where T : class, IDownloadSource => services.AddScoped<IDownloadSource, T>();

    /// <summary>Where downloads have a host of their own, nothing else is answered there, and no download elsewhere.</summary>
    public static WebApplication UseDownloadOrigin(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<DownloadOptions>();
        app.Use(async (http, next) =>
        {
            if (!options.IsInPlace(http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            await next(http);
        });
        return app;
    }

    public static WebApplication MapDownloads(this WebApplication app)
    {
        app.MapMethods(DownloadOptions.Path + "/{ticket}/{name}", Methods, static (HttpContext http, string ticket, ServeDownload serve, CancellationToken ct) => serve.AsAsync(http, ticket, ct))
            .AllowAnonymous()
            .WithSecurityHeadersPolicy(SecurityHeaderPolicy.File);
        return app;
    }
}
