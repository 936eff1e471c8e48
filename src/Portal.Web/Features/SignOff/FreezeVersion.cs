using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Documents;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.SelfAssessments;
using Portal.Web.Words;

namespace Portal.Web.Features.SignOff;

/// <summary>Freezes the whole text of a self-assessment for signature. Never saves: it is a step of the process.</summary>
public sealed class FreezeVersion(PortalDbContext db, FrameworkLibrary frameworks, CarriedTexts carried, DisposedItems gone, SelfAssessmentComposer composer)
{
    /// <exception cref="RuleBroken">A judgement is missing, a carried text is unconfirmed, or an item of evidence cannot be opened or was disposed of.</exception>
    public async Task OfAsync(Id<SelfAssessment> id, CancellationToken ct)
    {
        var assessment = await db.SelfAssessments.SingleAsync(a => a.Id == id, ct);
        var framework = await frameworks.GetAsync(assessment.FrameworkCode, assessment.FrameworkVersion, ct);
        var number = await db.FrozenVersions.CountAsync(v => v.SelfAssessmentId == id, ct) + 1;
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == id).ToDictionaryAsync(j => j.JudgementCode, ct);
        var missing = framework.Judgements.Where(j => !judgements.TryGetValue(j.Code, out var made) || !made.Text.IsComplete).Select(j => j.Title).ToList();
        if (missing.Count > 0)
        {
            throw new RuleBroken("sign-off.judgement-missing", $"Give a grade with reasons for: {string.Join("; ", missing)}.");
        }

        var unconfirmed = (await carried.WaitingAsync(id, ct)).Where(c => c.From == CarriedFrom.LastCycle).Select(c => c.Subject)
            .Where(s => framework.FindCriterion(s) is not null || framework.FindJudgement(s) is not null).ToList();
        if (unconfirmed.Count > 0)
        {
            throw new RuleBroken("sign-off.carried-unconfirmed", $"Confirm or change what was carried from the last self-assessment: {string.Join(", ", unconfirmed)}.");
        }

        if (await db.QuarantinedOfAsync(id, ct) is { Count: > 0 } quarantined)
        {
            throw new RuleBroken(
                "sign-off.not-scanned",
                $"Nobody can open these items of evidence, so they cannot be signed for: {string.Join("; ", quarantined.Select(q => $"{q.Title} ({q.Safety.Words().ToLowerInvariant()})"))}.");
        }

        if (await gone.BehindAsync(id, framework, ct) is { Count: > 0 } disposed)
        {
            throw new RuleBroken(
                "sign-off.disposed",
                $"These items of evidence were disposed of since, so they cannot be signed for again: {string.Join("; ", disposed.Select(d => d.Title).Distinct())}. Take their links away, and add the files anew where they are needed.");
        }

        assessment.AwaitSignatures();
        foreach (var writing in await db.Tasks.Where(t => t.SelfAssessmentId == id && t.State == TaskState.Open && t.BookmarkId == null).ToListAsync(ct))
        {
            writing.Hold();
        }

        var document = await composer.ComposeAsync(assessment, framework, number, ct);
        var json = document.ToJson();
        db.FrozenVersions.Add(FrozenVersion.Of(assessment, number, json, SelfAssessmentDocument.HashOf(json), document.FrozenAt));
    }
}
