using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.UnitTests.Workflow;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;
using Portal.Workflow.Definitions;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>A published definition that may be used as an activity is found by those that use it, in the version they name.</summary>
public sealed class UsingOtherDefinitions : CaseTest
{
    [Fact]
    public async Task A_definition_runs_inside_another_with_tasks_of_its_own_and_its_outcome_decides_what_follows()
    {
        await PublishAsync(Stage(1, "read the draft"));
        await PublishAsync(User(stage: 1));
        var id = await StartAsync("news");
        (await OpenTasksAsync()).ShouldBe(["read the draft"]);

        await FinishAsync("read the draft");

        (await OpenTasksAsync()).ShouldBe(["print"]);
        await FinishAsync("print");
        (await CaseAsync(id)).SubStatus.ShouldBe("Finished");
    }

    [Fact]
    public async Task A_newer_version_of_it_changes_no_running_case_and_no_definition_also_after_a_restart()
    {
        await PublishAsync(Stage(1, "read the draft"));
        await PublishAsync(User(stage: 1));
        var id = await StartAsync("news");
        await PublishAsync(Stage(2, "skim the draft"));

        await using var restarted = On();
        await FinishAsync("read the draft", on: restarted);
        (await OpenTasksAsync()).ShouldBe(["print"]);
        (await restarted.DoAsync(async s => (await s.GetRequiredService<DefinitionLibrary>().GetAsync("news", 1, default)).ContentHash)).ShouldBe((await CaseAsync(id)).DefinitionHash);
        await FinishAsync("print", on: restarted);
        (await CaseAsync(id)).SubStatus.ShouldBe("Finished");

        await PublishAsync(User(stage: 2, version: 2));
        await StartAsync("news");
        (await OpenTasksAsync()).ShouldBe(["skim the draft"]);
    }

    [Fact]
    public async Task What_is_not_published_not_in_that_version_or_not_to_be_used_is_refused_with_the_reason()
    {
        (await RefusedAsync(User(stage: 1))).Reason.ShouldContain("'Stage' is not known");

        await PublishAsync(Stage(1, "read the draft"));
        (await RefusedAsync(User(stage: 2))).Reason.ShouldBe("Version 2 of 'Stage' is not published.");
        (await RefusedAsync(User(stage: null))).Reason.ShouldStartWith("Say with 'version' which version of 'Stage' is used");

        await PublishAsync(Stage(2, "skim the draft", usable: false));
        (await RefusedAsync(User(stage: 2))).Reason.ShouldContain("'Stage'");
    }

    [Fact]
    public async Task Files_of_one_folder_that_use_each_other_are_taken_in_together_in_whichever_order_they_lie()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["a-news.json"], User(stage: 1));
        await File.WriteAllTextAsync(folder["b-stage.json"], Stage(1, "read the draft"));

        await Portal.DoAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(folder.Path, default));
        await Portal.DoAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(folder.Path, default));

        (await Portal.WithDbAsync(db => db.Set<PublishedWorkflow>().Select(w => w.DefinitionId).Order().ToListAsync())).ShouldBe(["news", "stage"]);
        await StartAsync("news");
        (await OpenTasksAsync()).ShouldBe(["read the draft"]);
    }

    [Fact]
    public async Task A_failed_step_inside_a_used_definition_is_an_incident_that_can_be_run_again()
    {
        var stage = JsonNode.Parse(Stage(1, "read the draft"))!;
        stage["root"]!["activities"]!.AsArray().Insert(0, Step("fetch"));
        Script.Does = (_, _) => throw new InvalidOperationException("No answer.");
        await PublishAsync(stage.ToJsonString());
        await PublishAsync(User(stage: 1));
        var id = await StartAsync("news");

        (await IncidentsAsync(id)).ShouldHaveSingleItem().ActivityId.ShouldBe("fetch");
        (await OpenTasksAsync()).ShouldBeEmpty();
    }

    private Task PublishAsync(string json) => Portal.DoAsync(async s =>
    {
        await s.GetRequiredService<DefinitionLibrary>().PublishOneAsync(json, default);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    private async Task<DefinitionFault> RefusedAsync(string json) => (await Should.ThrowAsync<DefinitionRefused>(() => PublishAsync(json))).Faults[0];

    private static string Stage(int version, string task, bool usable = true)
    {
        var complete = Flows.Activity("passed", "Elsa.Complete", ("outcomes", Flows.Input("Object", "Literal", "Passed")));
        return Named("stage", "Stage", version, Flows.Sequence("stage-root", Task(task, "Done"), complete), d =>
        {
            d["outcomes"] = new JsonArray("Passed", "Failed");
            d["options"] = new JsonObject { ["usableAsActivity"] = usable };
        });
    }

    private static string User(int? stage, int version = 1) => Named("news", "News", version, Flows.Flowchart(
        "root",
        [
            Flows.Activity("start", "Elsa.Start"), Flows.Activity("stage", "Stage", ("workflowDefinitionId", "stage"), ("version", JsonValue.Create(stage)!)),
            Task("print", "Done"), Task("mend", "Done"),
        ],
        "start.Done stage", "stage.Passed print", "stage.Failed mend"));

    private static string Named(string id, string name, int version, JsonObject root, Action<JsonNode>? change = null)
    {
        var definition = JsonNode.Parse(Flows.Definition(root))!;
        (definition["id"], definition["definitionId"], definition["name"], definition["version"]) = ($"{id}-v{version}", id, name, version);
        change?.Invoke(definition);
        return definition.ToJsonString();
    }
}
