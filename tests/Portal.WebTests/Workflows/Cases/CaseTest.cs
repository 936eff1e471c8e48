using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.Tasks;
using Portal.UnitTests.Workflow;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Seeding;
using Portal.Web.Workflows;
using Portal.WebTests.Infrastructure;
using Portal.Workflow.Engine;

namespace Portal.WebTests.Workflows.Cases;

/// <summary>A board with a chair and a manager, one self-assessment, and processes that the test writes itself, run by the durable shell.</summary>
public abstract class CaseTest : IAsyncLifetime
{
    private readonly TemporaryFolder _definitions = new();
    private ScratchDatabase _file = null!;

    protected StepScript Script { get; } = new();

    protected TestPortal Portal { get; private set; } = null!;

    protected Person Chair { get; } = Person.Named("Ruth Adams", "chair@northshire.example");

    protected Person Manager { get; } = Person.Named("Pat Hughes", "manager@northshire.example");

    protected SelfAssessment Assessment { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _file = await ScratchDatabase.CreateAsync();
        Portal = On();
        var now = Portal.Clock.GetUtcNow().UtcDateTime;
        var board = Body.Found("B1", "Northshire LSCB", BodyKind.SafeguardingBoard);
        var chairPost = Post.In(board, PostRole.Chair, "Independent chair");
        var managerPost = Post.In(board, PostRole.BoardManager, "Board manager");
        chairPost.Appoint(Chair, now);
        managerPost.Appoint(Manager, now);
        Assessment = SelfAssessment.Open(
            board.Id, ("test", 1), new AssessmentPlan(new DateOnly(2014, 4, 1), new DateOnly(2015, 3, 31), new DateOnly(2015, 6, 30)), _ => true, Chair.Id, now, new DateOnly(2015, 3, 2));
        await Portal.WithDbAsync(db =>
        {
            db.AddRange(
                new PublishedFramework { Code = "test", Version = 1, Title = "Test", ContentHash = "", Json = File.ReadAllText(Path.Combine(SeedFolder.Frameworks, "section-11-audit.v1.json")), PublishedAt = now },
                board, Chair, Manager, chairPost, managerPost, Assessment);
            return db.SaveChangesAsync();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _file.DisposeAsync();
        _definitions.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A second process on the same database, at the same time.</summary>
    protected TestPortal On() => TestPortal.On(
        _file, services: services => services.AddSingleton(Script).AddWorkflowActivity<ScriptedStep>(), clock: Portal?.Clock);

    /// <summary>A task of the chair.</summary>
    protected static JsonObject Task(string id, params string[] outcomes) => Flows.Activity(
        id, "Portal.HumanTask", ("title", Flows.Input("String", "Literal", id)), ("assigneeRole", Flows.Input("String", "Literal", "chair")),
        ("outcomes", Flows.Input("List<String>", "Object", JsonSerializer.Serialize(outcomes))));

    /// <summary>A step that does what <see cref="Script"/> says for its id.</summary>
    protected static JsonObject Step(string id) => Flows.Activity(id, "Portal.Scripted", ("words", Flows.Input("String", "Literal", id)));

    protected static JsonObject Delay(string id, TimeSpan span) => Flows.Activity(id, "Elsa.Delay", ("timeSpan", Flows.Input("TimeSpan", "Literal", span.ToString())));

    /// <summary>Publishes a process under an id of its own.</summary>
    protected async Task PublishAsync(string definitionId, JsonObject root, int version = 1, JsonObject[]? variables = null, params string[] masked)
    {
        var definition = JsonNode.Parse(Flows.Definition(root, variables ?? []))!;
        definition["customProperties"] = new JsonObject { ["masked"] = new JsonArray([.. masked.Select(m => JsonValue.Create(m))]) };
        definition["id"] = $"{definitionId}-v{version}";
        definition["definitionId"] = definitionId;
        definition["name"] = definitionId;
        definition["version"] = version;
        await File.WriteAllTextAsync(_definitions[$"{definitionId}.v{version}.json"], definition.ToJsonString());
        await Portal.DoAsync(s => s.GetRequiredService<DefinitionLibrary>().PublishAsync(_definitions.Path, default));
    }

    /// <summary>Starts a case of the assessment, in nobody's name.</summary>
    protected Task<string> StartAsync(string definitionId, JsonObject? input = null) => Portal.DoAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        await db.RetryOnConflictAsync(async () =>
        {
            var of = await db.SelfAssessments.SingleAsync();
            await s.GetRequiredService<WorkflowRunner>().StartAsync(of, definitionId, input ?? [], default);
            await db.SaveChangesAsync();
        });
        return await db.Set<WorkflowInstance>().OrderByDescending(i => i.Id).Where(i => i.DefinitionId == definitionId).Select(i => i.Id).FirstAsync();
    });

    /// <summary>The chair does the open task of an activity.</summary>
    protected Task FinishAsync(string activity, string outcome = "Done", TestPortal? on = null) => (on ?? Portal).DoAsync(async s =>
    {
        await s.GetRequiredService<CurrentPerson>().BecomeAsync(Chair.Id, default);
        var db = s.GetRequiredService<PortalDbContext>();
        var task = await db.Tasks.Where(t => t.State == TaskState.Open && t.Title == activity).Select(t => t.Id).SingleAsync();
        await s.GetRequiredService<TaskCompletion>().FinishAsync(task, outcome, null, default);
    });

    protected Task FireTimersAsync(TestPortal? on = null) => (on ?? Portal).DoAsync(s => s.GetRequiredService<FireTimers>().RunAsync(default));

    protected Task<(int Mended, int InTrouble)> CheckAsync() => Portal.DoAsync(s => s.GetRequiredService<CheckCases>().RunAsync(default));

    protected Task<WorkflowInstance> CaseAsync(string id) => Portal.WithDbAsync(db => db.Set<WorkflowInstance>().AsNoTracking().SingleAsync(i => i.Id == id));

    /// <summary>Writes a state into a row past the engine, as a fault would.</summary>
    protected Task<int> WriteStateAsync(string id, string state) =>
        Portal.WithDbAsync(db => db.Set<WorkflowInstance>().Where(i => i.Id == id).ExecuteUpdateAsync(set => set.SetProperty(i => i.State, state)));

    protected async Task<WorkflowState> StateAsync(string id) => WorkflowState.Parse((await CaseAsync(id)).State);

    /// <summary>The activities a case waits in, by id.</summary>
    protected async Task<IReadOnlyList<string>> WaitsAsync(string id)
    {
        var rows = await Portal.WithDbAsync(db => db.Set<WorkflowBookmark>().Where(b => b.InstanceId == id).OrderBy(b => b.ActivityId).ToListAsync());
        var state = await StateAsync(id);
        rows.Select(r => r.Id).Order(StringComparer.Ordinal).ShouldBe(state.Bookmarks.Select(b => b.Id).Order(StringComparer.Ordinal), "rows and state tell of the same waits");
        return [.. rows.Select(r => r.ActivityId)];
    }

    protected Task<IReadOnlyList<WorkflowIncident>> IncidentsAsync(string id) => Portal.WithDbAsync<IReadOnlyList<WorkflowIncident>>(
        async db => await db.Set<WorkflowIncident>().AsNoTracking().Where(i => i.InstanceId == id).OrderBy(i => i.OpenedAt).ToListAsync());

    protected Task<IReadOnlyList<string>> OpenTasksAsync() => Portal.WithDbAsync<IReadOnlyList<string>>(
        async db => await db.Tasks.Where(t => t.State == TaskState.Open).OrderBy(t => t.Title).Select(t => t.Title).ToListAsync());
}
