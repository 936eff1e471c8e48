using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Web.Persistence;
using Portal.Web.Security;

namespace Portal.Web.Features.SignOff;

/// <summary>Opening a submitted self-assessment again: reason, check, confirm; and the other signatory's answer.</summary>
[Authorize(Policies.AskedByProcess)]
public sealed class ReopenModel(PortalDbContext db, WiderSight sight) : ConfirmedPage<ReopenModel.Form>
{
    [BindProperty(SupportsGet = true)]
    public Id<SelfAssessment> Id { get; set; }

    public Reopenable Shown { get; private set; } = null!;

    /// <summary>Whether the present person does it alone.</summary>
    public bool Alone => Shown.Role == PostRole.QualityAssuranceLead;

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await ActAsync(r => r.AskAsync(Id, Input.Reason, ct), ct);
        Notice(Alone ? "The self-assessment is open again." : "You have asked to open the self-assessment again. The other signatory decides and was told by mail.");
        return Go("Reopen", new { Id });
    }

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken ct)
    {
        await ActAsync(r => r.AgreeAsync(Id, ct), ct);
        Notice("The self-assessment is open again.");
        return Go("Reopen", new { Id });
    }

    public async Task<IActionResult> OnPostDeclineAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await ActAsync(r => r.DeclineAsync(Id, Input.Reason, ct), ct);
        Notice("You have declined. The self-assessment stays locked.");
        return Go("Reopen", new { Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        // Of a body under review its team sees what was handed over, and may act on that.
        if (!await db.SelfAssessments.AnyAsync(a => a.Id == Id, ct) && !await db.Packs.AnyAsync(p => p.SelfAssessmentId == Id, ct))
        {
            return NotFound();
        }

        Shown = await sight.DoAsync(s => s.GetRequiredService<ReopenSubmission>().ShowAsync(Id, ct), ct);
        return Shown.Role is null ? StatusCode(StatusCodes.Status403Forbidden) : null;
    }

    private Task<bool> ActAsync(Func<ReopenSubmission, Task> act, CancellationToken ct) => sight.DoAsync(
        async s =>
        {
            await act(s.GetRequiredService<ReopenSubmission>());
            return true;
        },
        ct);

    public sealed record Form
    {
        public string? Reason { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator() => RuleFor(f => f.Reason).NotEmpty().WithMessage("Give a reason").MaximumLength(4000).WithMessage("The reason must be 4,000 characters or fewer");
    }
}
