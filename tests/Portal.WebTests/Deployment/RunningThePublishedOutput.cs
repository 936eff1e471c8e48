using System.Diagnostics;
using System.Net;
using System.Reflection;

namespace Portal.WebTests.Deployment;

/// <summary>Does what the Dockerfile does, short of the container: publishes, starts the output in Production, asks it for its health and first page.</summary>
public sealed class RunningThePublishedOutput : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("portal-published-");

    [Fact]
    public async Task It_starts_in_production_and_serves_its_first_page_with_its_style_and_script()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres", "Does not depend on the database: it runs with the SQLite tests.");
        var ct = TestContext.Current.CancellationToken;
        var output = Path.Combine(folder.FullName, "app");
        await RunAsync("bash", [Path.Combine(Root, "eng", "publish.sh"), output], ct);

        using var portal = Start(output);
        try
        {
            var address = await AddressAsync(portal, ct);
            using var client = new HttpClient { BaseAddress = address };
            (await client.GetStringAsync("/health", ct)).ShouldBe("Healthy");
            var page = await client.GetAsync("/account/sign-in", ct);
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            var html = await page.Content.ReadAsStringAsync(ct);
            html.ShouldContain("Sign in");
            html.ShouldNotContain("demo.example", Case.Insensitive, "the demonstration is for Development only");
            foreach (var asset in AssetsOf(html))
            {
                (await client.GetAsync(asset, ct)).StatusCode.ShouldBe(HttpStatusCode.OK, asset);
            }
        }
        finally
        {
            portal.Kill(entireProcessTree: true);
            await portal.WaitForExitAsync(ct);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Root => typeof(RunningThePublishedOutput).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private Process Start(string output)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output, "Portal.Web.dll"), "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Scanning__Off"] = "true";
        start.Environment["DataDirectory"] = Path.Combine(folder.FullName, "data");
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process portal, CancellationToken ct)
    {
        const string Listening = "Now listening on: ";
        var said = new List<string>();
        while (await portal.StandardOutput.ReadLineAsync(ct) is { } line)
        {
            said.Add(line);
            if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
            {
                return new Uri(line[(at + Listening.Length)..].Trim());
            }
        }

        throw new InvalidOperationException("The published portal ended before it listened:\n" + string.Join('\n', said));
    }

    private static IEnumerable<string> AssetsOf(string html) =>
        html.Split('"').Where(part => part.StartsWith("/lib/", StringComparison.Ordinal)).Distinct();

    private static async Task RunAsync(string program, string[] arguments, CancellationToken ct)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        process.ExitCode.ShouldBe(0, string.Join('\n', said));
    }
}
