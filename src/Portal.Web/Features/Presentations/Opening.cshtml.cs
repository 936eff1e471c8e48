using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Reviews;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;

namespace Portal.Web.Features.Presentations;

/// <summary>A slot that a review team has offered: the body sees it and takes or declines it.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class OpeningModel(PortalDbContext db, WiderSight sight, CurrentPerson me, TimeProvider clock) : PortalPage
{
    [BindProperty(SupportsGet = true)]
    public Id<OpeningSlot> Id { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public OpeningSlot Slot { get; private set; } = null!;

    public string Body { get; private set; } = "";

    public bool MayAnswer { get; private set; }

    /// <summary>Whether the time of a slot that is not settled has passed.</summary>
    public bool HasPassed => Slot.CanChange && !Slot.CanBeAnswered(clock.UtcNow());

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!Valid(Input, new Validator()))
        {
            return Invalid();
        }

        await sight.DoAsync(
            async s =>
            {
                var answer = s.GetRequiredService<AnswerOpening>();
                await (Input.Answer == "take" ? answer.TakeAsync(Id, Input.Shown, ct) : answer.DeclineAsync(Id, Input.Shown, Input.Reason, ct));
                return true;
            },
            ct);
        Notice(Input.Answer == "take" ? "Taken. The review team is told." : "Declined. The review team is told.");
        return Go("Opening", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        Slot = await db.Set<OpeningSlot>().AsNoTracking().Where(s => s.Id == Id).FirstOr404Async(ct);
        Body = await db.Bodies.Where(b => b.Id == Slot.BodyId).Select(b => b.Name).SingleAsync(ct);
        MayAnswer = me.Runs(Slot.BodyId) && Slot.CanBeAnswered(clock.UtcNow());
        CurrentPerson.Require(me.Posts.Any(p => p.BodyId == Slot.BodyId) || me.ReadsAllOf(Slot.BodyId), "The offer is for the body under review.");
        return null;
    }

    public sealed record Form
    {
        public string? Answer { get; init; }

        public string? Reason { get; init; }

        /// <summary>The version of the offer that was shown.</summary>
        public int Shown { get; init; }
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Answer).Must(a => a is "take" or "decline").WithMessage("Choose whether you present");
            RuleFor(f => f.Reason).NotEmpty().When(f => f.Answer == "decline").WithMessage("Say why the body does not present");
            RuleFor(f => f.Reason).MaximumLength(OpeningSlot.LongestText).WithMessage($"The reason must be {OpeningSlot.LongestText:N0} characters or less");
        }
    }
}
