using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Matters;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Time;
using Portal.Workflow.Definitions;

namespace Portal.Web.Workflows;

/// <summary><c>Portal.Notify</c>: writes a mail to whoever holds each of the named posts, and to whoever stands in. A post in nobody’s hands gets none; the process goes on.</summary>
/// <remarks>The run of the step is the idempotency key: however often an act is run again, each person has the mail once.</remarks>
public sealed class NotifyActivity(PortalDbContext db, Posts posts, Outbox outbox, PortalAddress portal, TimeProvider clock) : IWorkflowActivity
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
        foreach (var reader in await ReadersAsync(to, run, ct))
        {
            outbox.Write(reader.Person, MailKind.Notice, $"{body}: {run.Inputs["subject"]}", $"""
                {run.Inputs["message"]}

                {portal.Of(AddressOf(run))}{(reader.Note is null ? "" : $"\n\n{reader.Note}")}
                """, $"notify:{run.ExecutionId}:{reader.Person.Id}", reader.IsReviewer ? MailAbout.Of(run.Subject) with { BodyId = null } : MailAbout.Of(run.Subject));
        }

        return new ActivityResult.Done();
    }

    /// <summary>Each with whether they are told as somebody of the review body: that is no business of the body under review.</summary>
    private async Task<IReadOnlyList<PostReader>> ReadersAsync(IReadOnlyList<string> words, ActivityRun run, CancellationToken ct)
    {
        var found = new List<PostReader>();
        foreach (var word in words)
        {
            found.AddRange(await db.ReadersAsync([await posts.FindAsync(word, run.Subject, ct)], clock.Today(), ct));
        }

        return [.. found.DistinctBy(r => r.Person.Id)];
    }

    private static string AddressOf(ActivityRun run) => run.Subject switch
    {
        SelfAssessment assessment => $"/self-assessments/overview/{assessment.Id}",
        Matter matter => $"/matters/details/{matter.Id}",
        _ => "/inbox",
    };
}
