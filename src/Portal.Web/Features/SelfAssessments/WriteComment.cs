using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Says something in a thread. Whoever is mentioned, by choice or as @Name in the text, is told once and not what was said.</summary>
public sealed class WriteComment(PortalDbContext db, AssessmentReader reader, Commenting commenting, TellHolders tell, CurrentPerson me, TimeProvider clock)
{
    /// <summary>Begins a thread about a criterion or a judgement.</summary>
    public Task<Id<Comment>> BeginAsync(Id<SelfAssessment> id, string subject, string? text, IReadOnlyList<Id<Person>> mentioned, CancellationToken ct) =>
        db.RetryOnConflictAsync(async () =>
        {
            var shown = await reader.ShowAsync(id, ct);
            var about = CommentSubject.Find(shown.Framework, subject) ?? throw new NotFound();
            commenting.RequireFor(shown, about);
            var comment = Comment.On(shown.Assessment, about.Area.Code, about.Criterion?.Id, text, me.Id, clock.UtcNow());
            db.Comments.Add(comment);
            await MentionAsync(shown, about, comment, comment.Id, mentioned, ct);
            await db.SaveChangesAsync(ct);
            return comment.Id;
        });

    /// <summary>Answers in a thread.</summary>
    public Task ReplyAsync(Id<Comment> thread, string? text, IReadOnlyList<Id<Person>> mentioned, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (first, shown, about) = await LoadAsync(thread, ct);
        var reply = first.Reply(shown.Assessment, text, me.Id, clock.UtcNow());
        db.Comments.Add(reply);
        await MentionAsync(shown, about, reply, first.Id, mentioned, ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Changes an own comment; what it said before is kept.</summary>
    public Task EditAsync(Id<Comment> id, string? text, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (comment, shown, about) = await LoadAsync(id, ct);
        comment.Edit(text, me.Id, clock.UtcNow());
        await MentionAsync(shown, about, comment, comment.ThreadId ?? comment.Id, [], ct);
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Calls a thread settled, or takes it up again.</summary>
    public Task SettleAsync(Id<Comment> thread, bool resolved, CancellationToken ct) => db.RetryOnConflictAsync(async () =>
    {
        var (first, _, _) = await LoadAsync(thread, ct);
        if (resolved)
        {
            first.Resolve(me.Id, clock.UtcNow());
        }
        else
        {
            first.Reopen();
        }

        await db.SaveChangesAsync(ct);
    });

    private async Task<(Comment, ShownAssessment, CommentSubject)> LoadAsync(Id<Comment> id, CancellationToken ct)
    {
        var comment = await db.Comments.Where(c => c.Id == id).FirstOr404Async(ct);
        var shown = await reader.ShowAsync(comment.SelfAssessmentId, ct);
        var about = CommentSubject.Find(shown.Framework, comment.CriterionId ?? comment.JudgementCode) ?? throw new NotFound();
        commenting.RequireFor(shown, about);
        return (comment, shown, about);
    }

    private async Task MentionAsync(
        ShownAssessment shown, CommentSubject about, Comment comment, Id<Comment> thread, IReadOnlyList<Id<Person>> mentioned, CancellationToken ct)
    {
        if (mentioned.Count == 0 && !comment.Text.Contains('@', StringComparison.Ordinal))
        {
            return;
        }

        // Only those who may read it can be told, whatever was chosen or typed.
        foreach (var person in await commenting.OthersAsync(shown.Assessment, about, ct))
        {
            if (mentioned.Contains(person.Id) || comment.Text.Contains($"@{person.Name}", StringComparison.OrdinalIgnoreCase))
            {
                tell.Person(
                    person, $"{shown.BodyName}: you were mentioned in a comment",
                    $"{me.Person.Name} mentioned you in a comment on “{about.Title}”. It is for your board or authority alone, so this mail does not repeat it.",
                    $"/self-assessments/thread/{thread}", $"mentioned:{comment.Id}", shown.Assessment);
            }
        }
    }
}
