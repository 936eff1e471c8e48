using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Auditing;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Puts a caveat or dissent on the record of a self-assessment, or answers one. Nothing takes it off again.</summary>
public sealed class RecordCaveat(PortalDbContext db, AssessmentReader reader, AuditTrail audit, CurrentPerson me, TimeProvider clock)
{
    /// <param name="id">The self-assessment.</param>
    /// <param name="kind">Caveat or dissent.</param>
    /// <param name="subject">The criterion's id or the judgement's code it is about; null for the whole.</param>
    /// <param name="text">What is said.</param>
    /// <param name="ct">Cancels.</param>
    public async Task MakeAsync(Id<SelfAssessment> id, CaveatKind kind, string? subject, string? text, CancellationToken ct)
    {
        await MakeWithinAsync(id, kind, subject, text, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>As <see cref="MakeAsync"/>, as a part of an act that saves.</summary>
    internal async Task MakeWithinAsync(Id<SelfAssessment> id, CaveatKind kind, string? subject, string? text, CancellationToken ct)
    {
        var shown = await reader.ShowAsync(id, ct);
        var post = await PostAsync(shown.Assessment, ct);
        var about = subject is null ? null : CommentSubject.Find(shown.Framework, subject) ?? throw new NotFound();
        if (about is not null && shown.IsOpen)
        {
            // Until it is frozen they read, and so qualify, what is theirs.
            shown.RequireReadable(about.Area.Code, about.Criterion?.Id);
        }

        var caveat = Caveat.Make(shown.Assessment, kind, (about?.Area.Code, about?.Criterion?.Id), text, me.Person, post, clock.UtcNow());
        db.Caveats.Add(caveat);
        audit.Record(caveat.BodyId, "caveat-made", id, about?.Code);
    }

    /// <summary>Answers a caveat or dissent.</summary>
    public async Task AnswerAsync(Id<Caveat> id, string? text, CancellationToken ct)
    {
        var caveat = await db.Caveats.Where(c => c.Id == id).FirstOr404Async(ct);
        var shown = await reader.ShowAsync(caveat.SelfAssessmentId, ct);
        db.Add(caveat.Answer(shown.Assessment, text, me.Person, await PostAsync(shown.Assessment, ct), clock.UtcNow()));
        audit.Record(caveat.BodyId, "caveat-answered", caveat.SelfAssessmentId, caveat.CriterionId ?? caveat.JudgementCode);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The post of the body, or the agency, for which they speak.</summary>
    private async Task<string> PostAsync(SelfAssessment of, CancellationToken ct) => me.Guest is { } link
        ? await db.Posts.Where(p => p.Id == link.PostId).Select(p => p.Title).SingleAsync(ct)
        : me.Posts.FirstOrDefault(p => p.BodyId == of.BodyId && !p.IsDeputy)?.Title ?? throw new Forbidden("Caveats are put on the record by those who hold a post in the body.");
}

/// <summary>What may be said in a caveat.</summary>
internal static class CaveatRules
{
    /// <summary>About three pages.</summary>
    private const int Most = 10_000;

    public static IRuleBuilderOptions<T, string?> CaveatText<T>(this IRuleBuilder<T, string?> rule) =>
        rule.MaximumLength(Most).WithMessage($"It must be {Most:N0} characters or fewer");
}
