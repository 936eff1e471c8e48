using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>The caveats and dissent on the record of a self-assessment, and putting one there: words, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class CaveatsModel(AssessmentReader reader, RecordCaveat record, CurrentPerson me) : ConfirmedPage<CaveatsModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public ShownAssessment Shown { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Subjects { get; private set; } = [];

    /// <summary>True while the record is open and the present person has a post in the body.</summary>
    public bool MayRecord { get; private set; }

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await record.MakeAsync(Id, Input.Kind!.Value, string.IsNullOrEmpty(Input.Subject) ? null : Input.Subject, Input.Text, ct);
        Notice("It is on the record, under your name and post.");
        return Go("Caveats", new { id = Id });
    }

    /// <summary>What a caveat is about, in words.</summary>
    public string SubjectWords(string? subject) => string.IsNullOrEmpty(subject) ? "The whole self-assessment" : CommentSubject.Find(Shown.Framework, subject)?.Title ?? subject;

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Shown = await reader.ShowAsync(Id, ct);
        MayRecord = Shown.Assessment.Status is SelfAssessmentStatus.InProgress or SelfAssessmentStatus.AwaitingSignatures
            && me.Posts.Any(p => p.BodyId == Shown.Assessment.BodyId && !p.IsDeputy);
        var all = !Shown.IsOpen;
        Subjects =
        [
            .. Shown.Framework.Judgements.SelectMany(area => area.Criteria.Where(c => all || Shown.MayRead(area.Code, c.Id)).Select(c => new SelectListItem($"{c.Id} {c.Title}", c.Id))
                .Prepend(all || Shown.MayRead(area.Code, null) ? new SelectListItem($"Judgement: {area.Title}", area.Code) : null)).OfType<SelectListItem>(),
        ];
        return null;
    }

    public sealed record Form
    {
        public CaveatKind? Kind { get; init; }

        public string? Subject { get; init; }

        public string? Text { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Kind).NotNull().WithMessage("Choose whether it is a caveat or dissent");
            RuleFor(f => f.Text).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Say what your reservation is").CaveatText();
        }
    }
}
