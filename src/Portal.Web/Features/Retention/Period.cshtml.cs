using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Retention;
using Portal.Web.Persistence;
using Portal.Web.Retention;
using Portal.Web.Security;

namespace Portal.Web.Features.Retention;

/// <summary>Setting how long a body keeps one kind: period and reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class PeriodModel(PortalDbContext db, KeepEvidence keep, RetentionPosts posts, RetentionOptions options) : ConfirmedPage<PeriodModel.Form>
{
    [FromRoute]
    public Id<Body> Id { get; set; }

    [FromRoute]
    public RetainedKind Kind { get; set; }

    public string BodyName { get; private set; } = "";

    public (int Years, bool IsOwn) Now { get; private set; }

    public int Everybody => options.YearsOf(Kind);

    public void OnGet()
    {
    }

    protected override IValidator<Form> Rules => new Validator();

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await keep.SetPeriodAsync(Id, Kind, Input.YearsChosen, Input.Reason, ct);
        Notice($"{Kind.Words()}: the new period holds from now on.");
        return Go("Schedule", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!Enum.IsDefined(Kind))
        {
            return NotFound();
        }

        BodyName = await posts.KeepBodyAsync(Id, ct);
        Now = options.PeriodsOf(await db.Set<RetentionSchedule>().AsNoTracking().Include(s => s.Periods).FirstOrDefaultAsync(s => s.BodyId == Id, ct)).Of(Kind);
        return null;
    }

    public sealed record Form
    {
        /// <summary><c>own</c> or <c>everybody</c>.</summary>
        public string? Whose { get; init; }

        public string? Years { get; init; }

        public string? Reason { get; init; }

        internal int? YearsChosen => Whose == "own" ? int.Parse(Years!, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator()
        {
            RuleFor(f => f.Whose).Must(w => w is "own" or "everybody").WithMessage("Choose whose period holds");
            RuleFor(f => f.Years).Must(y => int.TryParse(y, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var years)
                    && years is >= RetentionSchedule.FewestYears and <= RetentionSchedule.MostYears)
                .When(f => f.Whose == "own").WithMessage($"The period must be a whole number of years between {RetentionSchedule.FewestYears} and {RetentionSchedule.MostYears}");
            RuleFor(f => f.Reason).Reasoned("Say why the period changes");
        }
    }
}
