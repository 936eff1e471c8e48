using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Frameworks;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>What is carried from the last self-assessment into a new one.</summary>
public sealed record CarryWish(bool Answers, bool Judgements, bool Evidence)
{
    public static readonly CarryWish Nothing = new(false, false, false);

    public bool IsAnything => Answers || Judgements || Evidence;
}

/// <summary>
/// Carries a body's last self-assessment forward: answers with what was to be done next, the reasons of judgements, links to evidence. Grades are
/// not carried: each cycle is judged anew. Never saves: it is part of opening.
/// </summary>
public sealed class CarryForward(PortalDbContext db, FrameworkLibrary frameworks, CurrentPerson me, TimeProvider clock)
{
    /// <summary>The body's last self-assessment against a framework that was not withdrawn; null for a first one.</summary>
    public Task<SelfAssessment?> LastAsync(Id<Body> body, string frameworkCode, CancellationToken ct) => db.SelfAssessments
        .Where(a => a.BodyId == body && a.FrameworkCode == frameworkCode && a.Status != SelfAssessmentStatus.Withdrawn)
        .OrderByDescending(a => a.PeriodTo).ThenByDescending(a => a.OpenedAt).FirstOrDefaultAsync(ct);

    /// <summary>Carries what is wished from <paramref name="last"/>, by where its criteria went in the framework's version of today.</summary>
    public async Task IntoAsync(SelfAssessment into, Framework framework, SelfAssessment last, CarryWish wish, CancellationToken ct)
    {
        var earlier = await frameworks.GetAsync(last.FrameworkCode, last.FrameworkVersion, ct);
        var descent = await frameworks.DescentAsync(earlier, framework, ct);
        var said = wish.Answers
            ? await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == last.Id).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct)
            : [];
        var links = await LinksAsync(into, framework, last, descent, link => wish.Evidence || IsReferredTo(link, said), ct);
        Answers(into, framework, last, descent, said, links);

        if (wish.Judgements)
        {
            await JudgementsAsync(into, framework, last, descent, ct);
        }
    }

    /// <summary>What a text refers to comes along with the text: its number must not come to mean something else.</summary>
    private static bool IsReferredTo(EvidenceLink link, Dictionary<string, AnswerText> said) =>
        said.GetValueOrDefault(link.CriterionId)?.References().Contains(link.Reference) == true;

    private void Answers(
        SelfAssessment into, Framework framework, SelfAssessment last, Descent descent, Dictionary<string, AnswerText> said, CarriedLinks links)
    {
        foreach (var criterion in framework.Criteria)
        {
            var behind = descent.CriteriaBehind(criterion.Id).Where(said.ContainsKey).ToList();
            var text = TextsTogether.Of(behind.ConvertAll(id => said[id])).Renumbered(links.Under(criterion.Id));
            if (text != AnswerText.Empty)
            {
                db.Answers.Add(Answer.To(criterion.Id, into, text, me.Id, clock.UtcNow()));
                Mark(into, criterion.Id, JsonSerializer.Serialize(text), last, behind);
            }
        }
    }

    private async Task JudgementsAsync(SelfAssessment into, Framework framework, SelfAssessment last, Descent descent, CancellationToken ct)
    {
        var said = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == last.Id).ToDictionaryAsync(j => j.JudgementCode, j => j.Text, ct);
        foreach (var judgement in framework.Judgements)
        {
            var behind = descent.JudgementsBehind(judgement.Code).Where(said.ContainsKey).ToList();
            var text = TextsTogether.Of(behind.ConvertAll(code => said[code]));
            if (text != JudgementText.Empty)
            {
                db.Judgements.Add(Judgement.Of(judgement.Code, into, text, me.Id, clock.UtcNow()));
                Mark(into, judgement.Code, JsonSerializer.Serialize(text), last, behind);
            }
        }
    }

    private async Task<CarriedLinks> LinksAsync(
        SelfAssessment into, Framework framework, SelfAssessment last, Descent descent, Func<EvidenceLink, bool> wanted, CancellationToken ct)
    {
        var links = new CarriedLinks(into, []);
        var items = await db.EvidenceItems.Include(e => e.Links).Where(e => e.WithdrawnAt == null && e.Links.Any(l => l.SelfAssessmentId == last.Id)).ToListAsync(ct);
        foreach (var item in items)
        {
            foreach (var link in item.Links.Where(l => l.SelfAssessmentId == last.Id && wanted(l)).OrderBy(l => l.Reference).ToList())
            {
                foreach (var criterion in descent.OfCriterion(link.CriterionId).Where(id => framework.FindCriterion(id) is not null))
                {
                    links.Add(item, link, criterion, me.Id, clock.UtcNow());
                }
            }
        }

        return links;
    }

    /// <remarks>What is added now gets version 1 when it is saved.</remarks>
    private void Mark(SelfAssessment into, string subject, string content, SelfAssessment last, IReadOnlyList<string> behind)
    {
        db.Revisions.Add(Revision.Of(into, subject, content, makes: 1, me.Id, clock.UtcNow()));
        db.Add(CarriedText.Into(into, subject, new CarriedSource(CarriedFrom.LastCycle, last.Id, last.FrameworkVersion, behind), 1, me.Id, clock.UtcNow()));
    }
}
