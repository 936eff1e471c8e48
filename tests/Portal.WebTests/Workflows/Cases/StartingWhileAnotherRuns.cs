using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.UnitTests.Workflow;
using Portal.Web.Persistence;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>A definition says by its activation strategy beside which other cases one of its own may begin; those who start at once are held to it too.</summary>
public sealed class StartingWhileAnotherRuns : CaseTest
{
    private const string Always = "AllowAlwaysStrategy";
    private const string Singleton = "SingletonStrategy";
    private const string Correlation = "CorrelationStrategy";
    private const string CorrelatedSingleton = "CorrelatedSingletonStrategy";

    [Theory]
    [InlineData(Always, true, true)]
    [InlineData(Singleton, false, false)]
    [InlineData(Correlation, false, true)]
    [InlineData(CorrelatedSingleton, false, true)]
    public async Task A_second_case_of_the_same_definition_begins_where_its_strategy_allows(string strategy, bool forTheSame, bool forAnother)
    {
        await PublishAsync("news", strategy);
        await StartAsync("news");
        var other = await AnotherAssessmentAsync();

        (await MayStartAsync("news", Assessment.Id)).ShouldBe(forTheSame);
        (await MayStartAsync("news", other)).ShouldBe(forAnother);
    }

    [Theory]
    [InlineData(Always, true)]
    [InlineData(Singleton, true)]
    [InlineData(Correlation, false)]
    [InlineData(CorrelatedSingleton, true)]
    public async Task Beside_a_case_of_another_definition_it_begins_where_its_strategy_allows(string strategy, bool allowed)
    {
        await PublishAsync("paper", Always);
        await PublishAsync("news", strategy);
        await StartAsync("paper");

        (await MayStartAsync("news", Assessment.Id)).ShouldBe(allowed);
        (await MayStartAsync("paper", Assessment.Id)).ShouldBeTrue("only what is started is asked");
    }

    [Theory]
    [InlineData(Singleton)]
    [InlineData(Correlation)]
    [InlineData(CorrelatedSingleton)]
    public async Task When_the_case_has_ended_another_begins(string strategy)
    {
        await PublishAsync("news", strategy);
        await StartAsync("news");
        await FinishAsync("read");

        (await MayStartAsync("news", Assessment.Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task In_one_act_the_old_case_can_be_ended_and_a_new_one_begun_but_not_two_begun()
    {
        await PublishAsync("news", Singleton);
        await StartAsync("news");

        await ActAsync(Portal, async (of, runner) =>
        {
            await runner.CancelAsync(of, "Begun anew.", default);
            await runner.StartAsync(of, "news", [], default);
        });
        (await RunningAsync()).ShouldBe(1);
        await FinishAsync("read");
        (await Should.ThrowAsync<RuleBroken>(() => ActAsync(Portal, async (of, runner) =>
        {
            await runner.StartAsync(of, "news", [], default);
            await runner.StartAsync(of, "news", [], default);
        }))).Code.ShouldBe(CaseActivation.AlreadyRunning);
        (await RunningAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_refusal_says_in_words_why_and_nothing_is_kept()
    {
        await PublishAsync("news", Singleton);
        await StartAsync("news");

        (await Should.ThrowAsync<RuleBroken>(() => StartOnAsync(Portal, "news", Assessment.Id))).Message
            .ShouldBe("Only one case of “news” may run at a time, and one is running. Nothing was started. Another can begin when it has ended.");

        (await RunningAsync()).ShouldBe(1);
        (await OpenTasksAsync()).ShouldBe(["read"]);
    }

    [Theory]
    [InlineData(Singleton, 1)]
    [InlineData(Correlation, 1)]
    [InlineData(CorrelatedSingleton, 2)]
    public async Task Of_many_who_start_at_once_on_two_nodes_as_many_begin_as_may(string strategy, int begun)
    {
        await PublishAsync("news", strategy);
        await PublishAsync("paper", strategy == Singleton ? Always : strategy);
        await using var other = On();

        var failures = await AtOnce.DoAsync([.. Enumerable.Range(0, 16).Select(n => (Func<Task>)(() => StartOnAsync(
            n % 2 == 0 ? Portal : other, strategy == Singleton || n % 4 < 2 ? "news" : "paper", Assessment.Id)))]);

        failures.Count(f => f is null).ShouldBe(begun);
        failures.OfType<RuleBroken>().Count(r => r.Code == CaseActivation.AlreadyRunning).ShouldBe(16 - begun, string.Join('\n', failures.Where(f => f is not (null or RuleBroken))));
        (await RunningAsync()).ShouldBe(begun);
    }

    [Fact]
    public async Task A_case_that_another_starts_is_not_asked()
    {
        await PublishAsync("news", Singleton);
        await PublishAsync("both", Always, Flows.Sequence(
            "root",
            Flows.Activity("one", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "news"))),
            Flows.Activity("two", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Flows.Input("String", "Literal", "news")))));

        await StartAsync("both");

        (await RunningAsync()).ShouldBe(2);
    }

    private Task PublishAsync(string id, string strategy, JsonObject? root = null) => Portal.DoAsync(async s =>
    {
        var definition = JsonNode.Parse(Flows.Definition(root ?? Flows.Sequence("root", Task("read", "Done"))))!;
        (definition["id"], definition["definitionId"], definition["name"]) = (id + "-v1", id, id);
        definition["options"] = new JsonObject { ["activationStrategyType"] = $"Elsa.Workflows.Runtime.ActivationValidators.{strategy}, Elsa.Workflows.Runtime" };
        await s.GetRequiredService<DefinitionLibrary>().PublishOneAsync(definition.ToJsonString(), default);
        await s.GetRequiredService<PortalDbContext>().SaveChangesAsync();
    });

    private async Task<bool> MayStartAsync(string definitionId, Id<SelfAssessment> of)
    {
        var refused = await Record.ExceptionAsync(() => StartOnAsync(Portal, definitionId, of));
        refused.ShouldBeOneOf(refused as RuleBroken, null);
        return refused is null;
    }

    private static Task StartOnAsync(TestPortal on, string definitionId, Id<SelfAssessment> of) =>
        ActAsync(on, (assessment, runner) => runner.StartAsync(assessment, definitionId, [], default), of);

    private static Task ActAsync(TestPortal on, Func<SelfAssessment, WorkflowRunner, Task> act, Id<SelfAssessment>? of = null) => on.DoAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        await db.RetryOnConflictAsync(async () =>
        {
            await act(await db.SelfAssessments.Where(a => of == null || a.Id == of).OrderBy(a => a.OpenedAt).FirstAsync(), s.GetRequiredService<WorkflowRunner>());
            await db.SaveChangesAsync();
        });
    });

    private async Task<Id<SelfAssessment>> AnotherAssessmentAsync()
    {
        var other = SelfAssessment.Open(
            Assessment.BodyId, ("test", 1), new AssessmentPlan(new DateOnly(2015, 4, 1), new DateOnly(2016, 3, 31), new DateOnly(2016, 6, 30)), _ => true, Chair.Id,
            Portal.Clock.GetUtcNow().UtcDateTime, new DateOnly(2015, 3, 2));
        await Portal.WithDbAsync(db =>
        {
            db.Add(other);
            return db.SaveChangesAsync();
        });
        return other.Id;
    }

    private Task<int> RunningAsync() => Portal.WithDbAsync(db => db.Set<WorkflowInstance>().CountAsync(i => i.SubStatus == "Suspended"));
}
