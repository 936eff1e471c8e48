using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The remarks of the language coach on one answer or judgement: to mend the words, or to let them stand with a reason.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class WordingModel(PortalDbContext db, AssessmentReader reader, WordingReader wording, DismissRemark dismiss) : PortalPage
{
    /// <summary>Longest reason, in characters.</summary>
    public const int LongestReason = 500;

    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Subject { get; set; } = "";

    /// <summary>The remark in question.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Remark { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public Wording Said { get; private set; } = Wording.None;

    public string Title { get; private set; } = "";

    public bool OfJudgement { get; private set; }

    public bool MayWrite { get; private set; }

    /// <summary>The remark that is to be dismissed; null when none was chosen or it has gone.</summary>
    public ShownRemark? Chosen => Said.Open.FirstOrDefault(r => r.Key == Remark);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await dismiss.AsAsync(Id, Subject, Remark ?? "", Input.Reason, ct);
        Notice("The words stand. Your reason is kept with them.");
        return Go("Wording", new { id = Id, subject = Subject });
    }

    public async Task<IActionResult> OnPostBackAsync(CancellationToken ct)
    {
        await dismiss.TakeBackAsync(Id, Subject, Remark ?? "", ct);
        Notice("The remark is shown again.");
        return Go("Wording", new { id = Id, subject = Subject });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        OfJudgement = Shown.Framework.FindCriterion(Subject) is null;
        Title = OfJudgement ? Shown.Framework.FindJudgement(Subject)?.Title ?? "" : Shown.Framework.Criterion(Subject).Title;
        if (Title.Length == 0)
        {
            return NotFound();
        }

        var (code, criterion) = OfJudgement ? (Subject, null) : (Shown.Framework.JudgementOf(Subject).Code, Subject);
        Shown.RequireReadable(code, criterion);
        MayWrite = Shown.IsOpen && Shown.Share.MayWrite(Shown.Framework, Subject);
        Said = await wording.OfAsync(db, Shown.Framework, Id, Subject, ct);
        return null;
    }

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why the words should stand");
            RuleFor(f => f.Reason).MaximumLength(LongestReason).WithMessage($"The reason must be {LongestReason} characters or less");
        }
    }
}
