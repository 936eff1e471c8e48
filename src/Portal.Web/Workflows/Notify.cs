using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary><c>Portal.Notify</c>: writes a mail to whoever holds each of the named posts. A post without a holder gets none; the process goes on.</summary>
/// <remarks>The run of the step is the idempotency key: however often an act is run again, each person has the mail once.</remarks>
public sealed class NotifyActivity(PortalDbContext db, Posts posts, Outbox outbox, PortalAddress portal) : IWorkflowActivity
{
    public static ActivityType Type { get; } = new("Portal.Notify", ActivityKind.Run)
    {
        Inputs = [new("to", "List<String>", Required: true), new("subject", "String", Required: true), new("message", "String", Required: true)],
        Outcomes = ["Done"],
    };

    public async Task<ActivityResult> RunAsync(ActivityRun run, CancellationToken ct)
    {
        var body = await db.Bodies.Where(b => b.Id == run.Subject.BodyId).Select(b => b.Name).SingleAsync(ct);
        var to = (run.Inputs["to"] as JsonArray ?? []).Select(word => word?.ToString() ?? "").ToList();
        foreach (var (person, isReviewer) in await HoldersAsync(to, run, ct))
        {
            outbox.Write(person, MailKind.Notice, $"{body}: {run.Inputs["subject"]}", $"""
                {run.Inputs["message"]}

                {portal.Of(AddressOf(run))}
                """, $"notify:{run.ExecutionId}:{person.Id}", new MailAbout(isReviewer ? null : run.Subject.BodyId, ItemOf(run)));
        }

        return new ActivityResult.Done();
    }

    /// <summary>Each with whether they are told as somebody of the review body: that is no business of the body under review.</summary>
    private async Task<IReadOnlyList<(Person Person, bool IsReviewer)>> HoldersAsync(IReadOnlyList<string> words, ActivityRun run, CancellationToken ct)
    {
        var found = new List<(Person Person, bool IsReviewer)>();
        foreach (var word in words)
        {
            var post = await posts.FindAsync(word, run.Subject, ct);
            var holders = await (
                from held in db.Set<PostHolding>()
                where held.PostId == post && held.Until == null
                join person in db.People on held.PersonId equals person.Id
                select new { Person = person, IsReviewer = db.Posts.Any(p => p.Id == post && db.Bodies.Any(b => b.Id == p.BodyId && b.Kind == BodyKind.ReviewBody)) }).ToListAsync(ct);
            found.AddRange(holders.Select(h => (h.Person, h.IsReviewer)));
        }

        return [.. found.DistinctBy(f => f.Person.Id)];
    }

    private static string? ItemOf(ActivityRun run) => run.Subject switch
    {
        SelfAssessment assessment => assessment.Id.ToString(),
        Matter matter => matter.Id.ToString(),
        _ => null,
    };

    private static string AddressOf(ActivityRun run) => run.Subject switch
    {
        SelfAssessment assessment => $"/self-assessments/overview/{assessment.Id}",
        Matter matter => $"/matters/details/{matter.Id}",
        _ => "/inbox",
    };
}
