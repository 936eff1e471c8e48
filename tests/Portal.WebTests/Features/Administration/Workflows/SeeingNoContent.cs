using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.UnitTests.Workflow;
using Portal.Web.Features.Administration;
using Portal.WebTests.Workflows.Cases;

namespace Portal.WebTests.Features.Administration.Workflows;

/// <summary>Administrators mend cases and see no content.</summary>
public sealed class SeeingNoContent : CaseTest
{
    private const string Words = "Jack said that he was afraid.";

    [Fact]
    public async Task Beside_a_failed_step_what_people_wrote_is_not_shown_nor_where_the_error_repeats_it()
    {
        Script.Does = (words, _) => throw new InvalidOperationException($"No room for “{words}”.");
        await PublishAsync("keeps", Flows.Sequence("root", Flows.Activity("keep", "Portal.Scripted", ("words", Flows.Input("String", "JavaScript", "getInput('Areas')")))));
        var id = await StartAsync("keeps", new JsonObject { ["Areas"] = Words });

        var shown = await FirstIncidentAsync(id);

        shown.Inputs.ShouldBe([new StepInput("words", null)]);
        shown.Message.ShouldBe("No room for “[not shown]”.");
        shown.Detail.ShouldNotBeNull().ShouldContain(nameof(InvalidOperationException));
        shown.Detail.ShouldNotContain(Words);
    }

    [Fact]
    public async Task Of_a_masked_variable_not_even_one_word_is_shown()
    {
        Script.Does = (words, _) => throw new InvalidOperationException($"Nobody is called {words}.");
        await PublishAsync(
            "names",
            Flows.Sequence("root", Flows.Set("note", "Child", "'Jack'"), Flows.Activity("keep", "Portal.Scripted", ("words", Flows.Input("String", "JavaScript", "variables.Child")))),
            variables: [Flows.Variable("Child", "String")], masked: "Child");
        var id = await StartAsync("names");

        await Portal.DoAsync(async s =>
        {
            await AsAdministrator.BecomeAsync(s);
            var cases = ActivatorUtilities.CreateInstance<WorkflowCases>(s);
            (await cases.IncidentsAsync(id, default)).ShouldHaveSingleItem().Message.ShouldBe("Nobody is called [not shown].");
            (await cases.DiscretionAsync(id, default)).Shows("Child").ShouldBeFalse();
        });
    }

    [Fact]
    public async Task What_stands_in_the_definition_is_shown()
    {
        Script.Does = (_, _) => throw new InvalidOperationException("No room.");
        await PublishAsync("keeps", Flows.Sequence("root", Step("keep the minutes")));
        var id = await StartAsync("keeps");

        (await FirstIncidentAsync(id)).Inputs.ShouldBe([new StepInput("words", "keep the minutes")]);
    }

    [Fact]
    public async Task The_way_a_case_took_is_read_from_its_newest_lines()
    {
        await PublishAsync("long", Flows.Sequence("root", Step("one"), Step("two"), Task("ask")));
        var id = await StartAsync("long");

        var way = await Portal.DoAsync(async s =>
        {
            await AsAdministrator.BecomeAsync(s);
            return await ActivatorUtilities.CreateInstance<WorkflowCases>(s).WayAsync(id, 3, default);
        });

        way.Select(l => l.ActivityId).ShouldBe(["two", "ask", "ask"]);
    }

    private Task<WorkflowCases.Incident> FirstIncidentAsync(string id) => Portal.DoAsync(async s =>
    {
        await AsAdministrator.BecomeAsync(s);
        return (await ActivatorUtilities.CreateInstance<WorkflowCases>(s).IncidentsAsync(id, default)).ShouldHaveSingleItem();
    });
}
