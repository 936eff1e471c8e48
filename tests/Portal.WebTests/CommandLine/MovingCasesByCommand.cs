using System.Text.Json.Nodes;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.UnitTests.Workflow;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.CommandLine;

/// <summary>The commands about cases, as an operator gives them beside the running portal: a process of its own on the same database.</summary>
public sealed class MovingCasesByCommand(PortalFixture portal) : PortalTest(portal), IDisposable
{
    private const string Process = "lscb-self-assessment";
    private const string Administrator = "pat.quinn@demo.example";

    private static readonly int _shipped = JsonNode.Parse(File.ReadAllText(Path.Combine(SeedFolder.Workflows, Process + ".json")))!["version"]!.GetValue<int>();

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Cases_are_listed_by_how_they_stand()
    {
        var running = await CaseAsync(await Given.Opened());
        var ended = await CaseAsync(await Given.Opened());
        await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == ended).ExecuteUpdateAsync(set => set.SetProperty(i => i.SubStatus, "Cancelled").SetProperty(i => i.Trouble, "Ended past the engine.")));

        Lines(await SayAsync("workflow", "instances")).Select(l => l[0]).ShouldBe([running, ended]);
        var line = Lines(await SayAsync("workflow", "instances", "--state", "Cancelled")).ShouldHaveSingleItem();

        (line[0], line[1], line[3], line[5]).ShouldBe((ended, Process, "Cancelled", "Ended past the engine."));
        Lines(await SayAsync("workflow", "instances", "--state", "Suspended")).ShouldHaveSingleItem()[0].ShouldBe(running);
        (await SayAsync("workflow", "instances", "--state", "Finished")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cases_that_can_be_moved_are_moved_wholly_with_the_reason_and_the_others_stay()
    {
        var from = await NewestAsync();
        var waiting = await CaseAsync(await Given.Opened());
        var further = await CaseAsync(await Given.Assigned());
        var version = await PublishRenamedAsync();
        string[] move = ["workflow", "migrate", Process, "--to", $"{version}", "--as", Administrator, "--reason", "A clearer word."];

        var (code, said) = await RunAsync(move);

        code.ShouldBe(1, $"one of the two stays: {said}");
        said.ShouldContain($"{waiting}\tstays");
        said.ShouldContain("  in the way: ");
        said.ShouldContain($"{further}\tcan be moved");
        said.ShouldEndWith($"1 of 2 cases go on with version {version}.");
        (await VersionsAsync()).ShouldBe(new Dictionary<string, int> { [waiting] = from, [further] = version });

        var map = _folder["renamed.txt"];
        await File.WriteAllTextAsync(map, $"{(from == _shipped ? "assign-work" : FirstTask(from))} = {FirstTask(version)}");
        (code, said) = await RunAsync([.. move, "--map", map]);

        (code, said.Split('\n')[^1]).ShouldBe((0, $"1 of 1 cases go on with version {version}."));
        (await VersionsAsync()).Values.ShouldBe([version, version]);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.Action == "case-migrated").Select(a => a.Reason).ToListAsync()))
            .ShouldBe([$"Version {from} to {version}: A clearer word.", $"Version {from} to {version}: A clearer word."]);
        (await Portal.ReadAsync(db => db.Set<WorkflowBookmark>().Where(b => b.InstanceId == waiting).Select(b => b.ActivityId).SingleAsync())).ShouldBe(FirstTask(version));
        await Given.Finished((await Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == waiting).Select(i => i.SelfAssessmentId).SingleAsync()))!.Value, "Assigned");
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_moves_nothing_and_only_named_cases_are_moved()
    {
        var from = await NewestAsync();
        var (first, second) = (await CaseAsync(await Given.Assigned()), await CaseAsync(await Given.Assigned()));
        var version = await PublishRenamedAsync();
        string[] move = ["workflow", "migrate", Process, "--to", $"{version}", "--as", Administrator];

        var (code, said) = await RunAsync([.. move, "--dry-run"]);
        code.ShouldBe(0, said);
        said.ShouldContain($"{first}\tcan be moved");
        (await VersionsAsync()).Values.ShouldAllBe(v => v == from);
        (await RunAsync(move)).ShouldBe((2, "Say why the cases are moved (--reason), or look first with --dry-run."));
        (await RunAsync([.. move, "--reason", "A clearer word.", "--cases", second])).Code.ShouldBe(0);

        (await VersionsAsync()).ShouldBe(new Dictionary<string, int> { [first] = from, [second] = version });
        (await RunAsync([.. move, "--reason", "A clearer word.", "--cases", "nobody"])).ShouldBe((2, $"Not all of these are cases of {Process}."));
    }

    [Fact]
    public async Task A_definition_is_drawn_from_its_file_with_those_that_it_uses_and_a_broken_one_is_not_drawn()
    {
        await Portal.AsPortalAsync(async s =>
        {
            var stage = JsonNode.Parse(Flows.Definition(Flows.Sequence("stage-root", Flows.Activity("line", "Elsa.WriteLine"))))!;
            (stage["id"], stage["definitionId"], stage["name"], stage["options"]) = ("drawn-v1", "drawn-stage", "Drawn stage", new JsonObject { ["usableAsActivity"] = true });
            await s.GetRequiredService<DefinitionLibrary>().PublishOneAsync(stage.ToJsonString(), default);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        var (file, broken) = (_folder["user.json"], _folder["broken.json"]);
        await File.WriteAllTextAsync(file, Flows.Definition(Flows.Sequence("root", Flows.Activity("used", "Drawn stage", ("workflowDefinitionId", "drawn-stage"), ("version", 1)))));
        await File.WriteAllTextAsync(broken, Flows.Definition(Flows.Sequence("root", Flows.Activity("used", "Another stage"))));

        var (code, svg) = await RunAsync("workflow", "diagram", file);
        code.ShouldBe(0);
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        XDocument.Parse(svg).Descendants().Where(e => e.Attribute("data-node") is not null).Select(e => e.Attribute("data-node")!.Value).ShouldBe(["Workflow1:root", "Workflow1:root:used"]);
        (code, var said) = await RunAsync("workflow", "diagram", broken);
        code.ShouldBe(1);
        said.ShouldNotContain("<svg");
        said.ShouldContain("fault $.root.activities[0].type: The activity type 'Another stage' is not known");
        (await RunAsync("workflow", "diagram", _folder["nowhere.json"])).Code.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private static List<string[]> Lines(string said) => [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r').Split('\t'))];

    private Task<int> NewestAsync() => Portal.ReadAsync(db => db.Set<PublishedWorkflow>().Where(w => w.DefinitionId == Process).MaxAsync(w => w.Version));

    private Task<string> CaseAsync(Scene scene) => Portal.ReadAsync(db => db.Set<WorkflowInstance>().Where(i => i.SelfAssessmentId == scene.Id).Select(i => i.Id).SingleAsync());

    private Task<Dictionary<string, int>> VersionsAsync() => Portal.ReadAsync(db => db.Set<WorkflowInstance>().OrderBy(i => i.Id).ToDictionaryAsync(i => i.Id, i => i.DefinitionVersion));

    private static string FirstTask(int version) => $"give-out-work-{version}";

    /// <summary>The next version of the process of boards, in which the first task has another id. Versions are for good, so each test makes its own.</summary>
    private async Task<int> PublishRenamedAsync()
    {
        var version = await NewestAsync() + 1;
        var definition = JsonNode.Parse((await File.ReadAllTextAsync(Path.Combine(SeedFolder.Workflows, Process + ".json"))).Replace("\"assign-work\"", $"\"{FirstTask(version)}\"", StringComparison.Ordinal))!;
        (definition["version"], definition["id"]) = (version, $"{Process}-v{version}");
        await Portal.AsPortalAsync(async s =>
        {
            await s.GetRequiredService<DefinitionLibrary>().PublishOneAsync(definition.ToJsonString(), default);
            await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        return version;
    }

    private async Task<string> SayAsync(params string[] arguments)
    {
        var (code, said) = await RunAsync(arguments);
        code.ShouldBe(0, said);
        return said;
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        using var running = Portal.StartProcess(
            new Dictionary<string, string?>
            {
                ["Logging:LogLevel:Default"] = "Error",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["Scanning:Off"] = "true",
            },
            arguments);
        return (await running.ExitCodeAsync(), running.Said.Trim().ReplaceLineEndings("\n"));
    }
}
