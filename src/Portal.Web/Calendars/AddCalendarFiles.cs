using System.Text;
using Microsoft.Net.Http.Headers;

namespace Portal.Web.Calendars;

/// <summary>Wires dates that people take into their own calendars.</summary>
public static class CalendarFilesRegistration
{
    public static IServiceCollection AddCalendarFiles(this IServiceCollection services) => services.AddSingleton<CalendarFiles>().AddScoped<CalendarFeeds>();

    /// <summary>Where calendar programs read the dates of whoever gave them the address; they cannot sign in, so the address itself is the secret.</summary>
    public static WebApplication MapCalendars(this WebApplication app)
    {
        app.MapGet("/calendar/{token}.ics", ReadAsync).AllowAnonymous();
        return app;
    }

    private static async Task<IResult> ReadAsync(string token, CalendarFeeds feeds, HttpResponse response, CancellationToken ct)
    {
        if (await feeds.ReadAsync(token, ct) is not { } file)
        {
            return Results.NotFound();
        }

        response.Headers[HeaderNames.CacheControl] = "private, no-store";
        return Results.Text(file, "text/calendar; charset=utf-8", Encoding.UTF8);
    }
}
