using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Portal.WebTests.Infrastructure;

/// <summary>A calendar as another program than the portal's own library understands it (ical.js).</summary>
/// <param name="Method">PUBLISH, CANCEL.</param>
/// <param name="Version">Of iCalendar.</param>
/// <param name="Zones">Time zones that it describes.</param>
/// <param name="Events">Its entries.</param>
public sealed record ReadCalendar(string Method, string Version, IReadOnlyList<string> Zones, IReadOnlyList<ReadEvent> Events)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file of one calendar or several.</summary>
    public static async Task<IReadOnlyList<ReadCalendar>> AllOfAsync(string text)
    {
        var folder = Path.Combine(typeof(ReadCalendar).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "tests", "calendars");
        Directory.Exists(Path.Combine(folder, "node_modules", "ical.js")).ShouldBeTrue("ical.js is not installed: eng/setup.sh does it.");
        var start = new ProcessStartInfo("node", ["read.js"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TZ"] = "UTC";
        using var node = Process.Start(start).ShouldNotBeNull();
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await using (var stream = node.StandardInput.BaseStream)
        {
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text));
        }

        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, $"{await errors}\n{text}");
        return JsonSerializer.Deserialize<IReadOnlyList<ReadCalendar>>(await output, _json).ShouldNotBeNull();
    }

    /// <summary>Reads a file of one calendar.</summary>
    public static async Task<ReadCalendar> OfAsync(string text) => (await AllOfAsync(text)).ShouldHaveSingleItem();
}

/// <summary>An entry of a calendar.</summary>
public sealed record ReadEvent(
    string Uid, int? Sequence, string Summary, string Status, string Url, string Description, string Stamped, bool AllDay, string Start, string End, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    string? RemindedAt);
