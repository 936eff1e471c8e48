using System.Text.RegularExpressions;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Seeding;

/// <summary>The program itself, with its files beside it, one of them broken.</summary>
public sealed class StartingWithBrokenFiles : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("workflows/lscb-self-assessment.json", "\"Portal.HandOverPack\"", "\"Portal.ThrowAwayPack\"", "$.root.activities", "Portal.ThrowAwayPack")]
    [InlineData("workflows/authority-self-assessment.json", "\"activity\": \"check-readiness\"", "\"activity\": \"nobody\"", "connections", "nobody")]
    [InlineData("seed-data/frameworks/lscb-review-2013.v1.json", "\"LSCB-02\"", "\"LSCB-01\"", "$.judgements[0].criteria[1]", "LSCB-01")]
    [InlineData("seed-data/authorities.csv", "region", "regiment", "line 1", "region")]
    public async Task It_does_not_start_and_says_which_file_where_and_why(string file, string right, string wrong, string place, string reason)
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres", "Does not depend on the database: it runs with the SQLite tests.");
        CopyProgram();
        var broken = Path.Combine(_folder["app"], file);
        var text = await File.ReadAllTextAsync(broken);
        text.ShouldContain(right);
        await File.WriteAllTextAsync(broken, new Regex(Regex.Escape(right), RegexOptions.None, TimeSpan.FromSeconds(5)).Replace(text, wrong, 1));

        using var portal = PortalProcess.Start(
            _folder["app"],
            new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DataDirectory"] = _folder["data"], ["Scanning:Off"] = "true" },
            "--urls", "http://127.0.0.1:0");

        (await portal.ExitCodeAsync()).ShouldNotBe(0);
        portal.Said.ShouldContain(broken);
        portal.Said.ShouldContain(place);
        portal.Said.ShouldContain(reason);
        portal.Said.ShouldNotContain("Now listening");
    }

    [Fact]
    public async Task A_file_whose_version_is_published_with_other_content_keeps_nobody_from_starting_and_is_named()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgres", "Does not depend on the database: it runs with the SQLite tests.");
        CopyProgram();
        (await RunAsync("migrate")).Code.ShouldBe(0);
        (await RunAsync("seed")).Code.ShouldBe(0);
        var file = Path.Combine(_folder["app"], "workflows", "evidence-request.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("Provide the evidence", "Hand the evidence over", StringComparison.Ordinal));

        var (code, said) = await RunAsync("seed");

        code.ShouldBe(0);
        said.ShouldContain($"{file} was NOT taken in: version 1 of evidence-request");
        said.ShouldContain("Raise the version");
    }

    public void Dispose() => _folder.Dispose();

    private void CopyProgram()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder["app"], Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var portal = PortalProcess.Start(
            _folder["app"], new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DataDirectory"] = _folder["data"] }, arguments);
        return (await portal.ExitCodeAsync(), portal.Said);
    }
}
