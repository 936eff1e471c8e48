using System.Xml.Linq;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.CommandLine;

/// <summary>The commands as an operator gives them: the executable in a process of its own.</summary>
public sealed class WorkflowCommands : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Shipped => Path.Combine(SeedFolder.Workflows, "lscb-self-assessment.json");

    [Fact]
    public async Task A_sound_file_is_validated_without_a_word_and_drawn_as_SVG()
    {
        (await RunAsync("workflow", "validate", Shipped)).ShouldBe((0, ""));

        var (code, said) = await RunAsync("workflow", "diagram", Shipped);

        code.ShouldBe(0);
        XDocument.Parse(said).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public async Task Every_fault_of_a_broken_file_is_printed_with_its_place()
    {
        var file = _folder["broken.json"];
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Shipped)).Replace("\"Portal.HandOverPack\"", "\"Portal.ThrowAwayPack\"", StringComparison.Ordinal));

        var (code, said) = await RunAsync("workflow", "validate", file);

        code.ShouldBe(1);
        said.ShouldContain("fault $.root.activities");
        said.ShouldContain("Portal.ThrowAwayPack");
    }

    [Fact]
    public async Task What_is_published_is_listed_and_cases_are_moved_only_in_an_administrators_name()
    {
        (await RunAsync("migrate")).Code.ShouldBe(0);
        (await RunAsync("seed", "--demo")).Code.ShouldBe(0);

        (await RunAsync("workflow", "list")).Said.ShouldContain("lscb-self-assessment\t2\t");
        (await RunAsync("workflow", "instances")).ShouldBe((0, ""));
        (await RunAsync("workflow", "migrate", "lscb-self-assessment", "--to", "2", "--dry-run")).Code.ShouldBe(2);
        (await RunAsync("workflow", "migrate", "lscb-self-assessment", "--to", "2", "--dry-run", "--as", "pat.quinn@demo.example")).ShouldBe((0, ""));
    }

    [Fact]
    public async Task A_mapping_that_cannot_be_read_and_a_person_who_is_no_administrator_are_told_so_in_a_sentence()
    {
        (await RunAsync("migrate")).Code.ShouldBe(0);
        (await RunAsync("seed", "--demo")).Code.ShouldBe(0);
        var map = _folder["renamed.txt"];
        await File.WriteAllTextAsync(map, "assign-work becomes give-out-work");
        string[] move = ["workflow", "migrate", "lscb-self-assessment", "--to", "1", "--dry-run", "--as"];

        var (unread, why) = await RunAsync([.. move, "pat.quinn@demo.example", "--map", map]);
        var (missing, _) = await RunAsync([.. move, "pat.quinn@demo.example", "--map", _folder["nowhere.txt"]]);
        var (forbidden, whoMay) = await RunAsync([.. move, "helen.archer@demo.example"]);

        (unread, missing, forbidden).ShouldBe((2, 2, 1));
        why.ShouldBe($"“{map}” cannot be read. Write one renamed activity on each line, as in: old-id = new-id; each old id once.");
        whoMay.ShouldBe("Only administrators see how the cases of all bodies stand.");
    }

    [Fact]
    public async Task Wrong_words_are_answered_with_the_usage()
    {
        var (code, said) = await RunAsync("workflow", "dance");

        code.ShouldBe(2);
        said.ShouldContain("workflow validate FILE");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var portal = PortalProcess.Start(
            AppContext.BaseDirectory,
            new Dictionary<string, string?> { ["DataDirectory"] = _folder["data"], ["Logging:LogLevel:Default"] = "Error", ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            arguments);
        return (await portal.ExitCodeAsync(), portal.Said.Trim());
    }
}
