using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.SelfAssessments;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Everything that was carried into a self-assessment and waits to be confirmed or changed, by area.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CarriedModel(PortalDbContext db, AssessmentReader reader, CarriedTexts carried, ConfirmCarried confirm) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    /// <summary>The criterion or judgement that is confirmed.</summary>
    [BindProperty]
    public string? Subject { get; set; }

    /// <summary>True where the answer or judgement is to be shown again afterwards.</summary>
    [BindProperty]
    public bool Back { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<Area> Areas { get; private set; } = [];

    public int Count => Areas.Sum(a => a.Texts.Count);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct)
    {
        if (Subject is null || ConfirmCarried.AreaOf(Shown.Framework, Subject) is not { } area)
        {
            return NotFound();
        }

        await confirm.OneAsync(Id, Subject, ct);
        Notice($"{Subject}: confirmed.");
        return !Back ? Go("Carried", new { id = Id })
            : Subject == area.Code ? Go("Judge", new { id = Id, code = Subject })
            : Go("Answer", new { id = Id, criterion = Subject });
    }

    public async Task<IActionResult> OnPostAreaAsync(CancellationToken ct)
    {
        if (Subject is null || Shown.Framework.FindJudgement(Subject) is not { } area)
        {
            return NotFound();
        }

        var confirmed = await confirm.AreaAsync(Id, area.Code, ct);
        Notice($"{area.Title}: {confirmed} {(confirmed == 1 ? "text" : "texts")} confirmed.");
        return Go("Carried", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        var waiting = (await carried.WaitingAsync(Id, ct)).GroupBy(c => c.Subject).ToDictionary(c => c.Key, c => c.Select(w => w.From).ToList(), StringComparer.Ordinal);
        var subjects = waiting.Keys.ToList();
        var answers = await db.Answers.AsNoTracking().Where(a => a.SelfAssessmentId == Id && subjects.Contains(a.CriterionId)).ToDictionaryAsync(a => a.CriterionId, a => a.Text, ct);
        var judgements = await db.Judgements.AsNoTracking().Where(j => j.SelfAssessmentId == Id && subjects.Contains(j.JudgementCode)).ToDictionaryAsync(j => j.JudgementCode, j => j.Text, ct);
        Areas =
        [
            .. Shown.Framework.Judgements.Select(area => new Area(area.Code, area.Title,
            [
                .. area.Criteria.Where(c => answers.ContainsKey(c.Id) && Shown.MayRead(area.Code, c.Id)).Select(c => new Text(
                    c.Id, waiting[c.Id], SaidBefore.Of(c, Shown.Framework.Questions, answers[c.Id]), Shown.IsOpen && Shown.Share.MayAnswer(area.Code, c.Id), OfJudgement: false)),
                .. judgements.TryGetValue(area.Code, out var judged) && Shown.MayRead(area.Code, null)
                    ? [new Text(area.Code, waiting[area.Code], SaidBefore.Of(area, Shown.Framework, judged), Shown.IsOpen && Shown.Share.MayJudge(area.Code), OfJudgement: true)]
                    : Array.Empty<Text>(),
            ])).Where(a => a.Texts.Count > 0),
        ];
        return null;
    }

    public sealed record Area(string Code, string Title, IReadOnlyList<Text> Texts);

    public sealed record Text(string Subject, IReadOnlyList<CarriedFrom> From, SaidBefore Said, bool MayConfirm, bool OfJudgement);
}
