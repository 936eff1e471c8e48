using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SelfAssessments;

/// <summary>Answering a caveat or dissent on the record.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class AnswerCaveatModel(PortalDbContext db, AssessmentReader reader, RecordCaveat record, CurrentPerson me) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<Caveat> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public ShownAssessment Shown { get; private set; } = null!;

    public Caveat Said { get; private set; } = null!;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await record.AnswerAsync(Id, Input.Text, ct);
        Notice("Your answer is on the record.");
        return Go("Caveats", new { id = Shown.Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Said = await db.Caveats.AsNoTracking().Where(c => c.Id == Id).FirstOr404Async(ct);
        Shown = await reader.ShowAsync(Said.SelfAssessmentId, ct);
        if (Shown.IsOpen && !Shown.ReadsAll && Said.MadeBy != me.Id)
        {
            return NotFound();
        }

        CurrentPerson.Require(me.Posts.Any(p => p.BodyId == Said.BodyId && !p.IsDeputy), "Caveats are answered by those who hold a post in the body.");
        return null;
    }

    public sealed record Form
    {
        public string? Text { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Text).Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("Enter your answer").CaveatText();
    }
}
