using Microsoft.EntityFrameworkCore;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What a thread is about: a criterion, or a judgement where no criterion is named.</summary>
public sealed record CommentSubject(JudgementArea Area, Criterion? Criterion)
{
    /// <summary>The criterion's id or the judgement's code.</summary>
    public string Code => Criterion?.Id ?? Area.Code;

    public string Title => Criterion is null ? $"Judgement: {Area.Title}" : $"{Criterion.Id} {Criterion.Title}";

    /// <returns>Null when the framework has no such criterion or judgement.</returns>
    public static CommentSubject? Find(Framework framework, string subject) =>
        framework.FindCriterion(subject) is { } criterion ? new CommentSubject(framework.JudgementOf(criterion.Id), criterion)
        : framework.FindJudgement(subject) is { } area ? new CommentSubject(area, null) : null;
}

/// <summary>Who takes part in what is said about a text: those who hold a post in the body and may read it.</summary>
public sealed class Commenting(PortalDbContext db, CurrentPerson me)
{
    /// <exception cref="NotFound">It is not for the present person.</exception>
    public void RequireFor(ShownAssessment shown, CommentSubject subject)
    {
        if (me.Posts.All(p => p.BodyId != shown.Assessment.BodyId))
        {
            throw new NotFound();
        }

        shown.RequireReadable(subject.Area.Code, subject.Criterion?.Id);
    }

    /// <summary>The others who take part.</summary>
    public async Task<IReadOnlyList<Person>> OthersAsync(SelfAssessment of, CommentSubject subject, CancellationToken ct)
    {
        var (area, criterion, person) = (subject.Area.Code, subject.Criterion?.Id, me.Id);
        return await db.Posts.Where(p => p.BodyId == of.BodyId && (p.Role != PostRole.Contributor || db.Assignments.Any(a =>
                a.SelfAssessmentId == of.Id && a.PostId == p.Id && a.JudgementCode == area && (a.CriterionId == null || a.CriterionId == criterion))))
            .SelectMany(p => p.Holdings).Where(h => h.Until == null && h.PersonId != person)
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => p).Distinct().OrderBy(p => p.Name).AsNoTracking().ToListAsync(ct);
    }
}
