using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reminders;
using Portal.Web.Reminders;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.Web.Words;

namespace Portal.Web.Features.People;

/// <summary>Setting the weekly digest and the hours of a body's mail: check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReminderWeekModel(ChangeReminders change, ReminderSchedules schedules) : ConfirmedPage<ReminderWeekModel.Form>
{
    public const string OwnWeekChosen = "own";

    public const string Everybody = "everybody";

    public const string NoDigest = "none";

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<SelectListItem> Digests { get; } =
        [new("No digest", NoDigest), .. Enum.GetNames<DayOfWeek>().Where(d => d is not (nameof(DayOfWeek.Saturday) or nameof(DayOfWeek.Sunday))).Select(d => new SelectListItem(d, d))];

    [FromRoute]
    public Id<Body> Id { get; set; }

    public string BodyName { get; private set; } = "";

    /// <summary>What holds at present.</summary>
    public OwnWeek Now { get; private set; } = null!;

    private bool IsOwn { get; set; }

    public OwnWeek ForEverybody => schedules.Rules.WeekOf();

    /// <summary>What would hold from now on.</summary>
    public OwnWeek Then => Input.Chosen ?? ForEverybody;

    public ReminderLimits Limits => schedules.Limits;

    protected override IValidator<Form> Rules => new Validator(schedules.Limits);

    public void OnGet() => Input = new Form
    {
        Whose = IsOwn ? OwnWeekChosen : Everybody,
        Digest = Now.DigestOn?.ToString() ?? NoDigest,
        From = Now.From.ToString("HH:mm", CultureInfo.InvariantCulture),
        Until = Now.Until.ToString("HH:mm", CultureInfo.InvariantCulture),
    };

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await change.WeekAsync(Id, Input.Chosen, Input.Reason, ct);
        Notice("The new digest and hours hold from now on.");
        return Go("Reminders", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        (BodyName, _, var own, var rules) = await change.ToChangeAsync(Id, ct);
        (Now, IsOwn) = (rules.WeekOf(), own.Week is not null);
        return null;
    }

    public sealed record Form
    {
        public string? Whose { get; init; }

        /// <summary>A day from Monday to Friday, or <c>none</c>.</summary>
        public string? Digest { get; init; }

        /// <summary>Such as 07:30.</summary>
        public string? From { get; init; }

        /// <summary>Such as 19:00.</summary>
        public string? Until { get; init; }

        public string? Reason { get; init; }

        /// <summary>Null: as everybody has it.</summary>
        internal OwnWeek? Chosen => Whose == OwnWeekChosen ? new OwnWeek(DayOf(Digest), TypedTime.Read(From) ?? default, TypedTime.Read(Until) ?? default) : null;

        internal static DayOfWeek? DayOf(string? text) => Enum.TryParse<DayOfWeek>(text, out var day) && Enum.IsDefined(day) ? day : null;
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(ReminderLimits limits)
        {
            RuleFor(f => f.Whose).Must(w => w is OwnWeekChosen or Everybody).WithMessage("Choose whose digest and hours hold");
            When(f => f.Whose == OwnWeekChosen, () =>
            {
                RuleFor(f => f.Digest).Must(d => d == NoDigest || Form.DayOf(d) is >= DayOfWeek.Monday and <= DayOfWeek.Friday).WithMessage("Choose the day of the digest");
                RuleFor(f => f.From).Must(t => TypedTime.Read(t) is { } time && time >= limits.FromEarliest && time <= limits.FromLatest)
                    .WithMessage($"Mail must begin between {limits.FromEarliest:HH:mm} and {limits.FromLatest:HH:mm}, such as 07:30 or 7.30am");
                RuleFor(f => f.Until).Must(t => TypedTime.Read(t) is { } time && time >= limits.UntilEarliest && time <= limits.UntilLatest)
                    .WithMessage($"Mail must end between {limits.UntilEarliest:HH:mm} and {limits.UntilLatest:HH:mm}, such as 19:00 or 7pm");
            });
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why it changes").MaximumLength(ReminderPlan.LongestReason).WithMessage($"The reason must be {ReminderPlan.LongestReason:N0} characters or less");
        }
    }
}
