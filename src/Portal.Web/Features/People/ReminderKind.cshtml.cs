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

namespace Portal.Web.Features.People;

/// <summary>Setting when one kind of task reminds: days and reason, check, confirm.</summary>
[Authorize(Policies.AssessedBody)]
public sealed class ReminderKindModel(ChangeReminders change, ReminderSchedules schedules) : ConfirmedPage<ReminderKindModel.Form>
{
    public const string OwnDays = "own";

    public const string Everybody = "everybody";

    public const string Yes = "yes";

    public const string No = "no";

    /// <summary>What can be chosen.</summary>
    public static IReadOnlyList<SelectListItem> YesOrNo { get; } = [new("Yes", Yes), new("No", No)];

    [FromRoute]
    public Id<Body> Id { get; set; }

    [FromRoute]
    public string Kind { get; set; } = "";

    public string BodyName { get; private set; } = "";

    /// <summary>A board or an authority.</summary>
    public BodyKind Of { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>What holds at present.</summary>
    public OwnKind Now { get; private set; } = null!;

    private bool IsOwn { get; set; }

    public OwnKind ForEverybody { get; private set; } = null!;

    /// <summary>What would hold from now on.</summary>
    public OwnKind Then => Input.Chosen ?? ForEverybody;

    public ReminderLimits Limits => schedules.Limits;

    protected override IValidator<Form> Rules => new Validator(schedules.Limits);

    public void OnGet() => Input = new Form
    {
        Whose = IsOwn ? OwnDays : Everybody,
        Before = string.Join(", ", Now.Before.OrderDescending()),
        OnTheDay = Now.OnTheDay ? Yes : No,
        EveryAfter = Now.EveryAfter.ToString(CultureInfo.InvariantCulture),
        BoardManager = Now.BoardManager?.ToString(CultureInfo.InvariantCulture),
        Chair = Now.Chair?.ToString(CultureInfo.InvariantCulture),
        Director = Now.Director?.ToString(CultureInfo.InvariantCulture),
    };

    protected override async Task<IActionResult> DoAsync(CancellationToken ct)
    {
        await change.KindAsync(Id, Kind, Input.Chosen, Input.Reason, ct);
        Notice($"{Title}: the new schedule holds from now on.");
        return Go("Reminders", new { id = Id });
    }

    protected override async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!schedules.Rules.Kinds.TryGetValue(Kind, out var everybody))
        {
            return NotFound();
        }

        (BodyName, Of, var own, var rules) = await change.ToChangeAsync(Id, ct);
        (Title, IsOwn) = (everybody.Title, own.Kinds.ContainsKey(Kind));
        Now = OwnKind.Of(rules.Kinds[Kind]);
        ForEverybody = OwnKind.Of(everybody);
        return null;
    }

    public sealed record Form
    {
        public string? Whose { get; init; }

        /// <summary>Numbers with commas between them.</summary>
        public string? Before { get; init; }

        /// <summary><c>yes</c> or <c>no</c>.</summary>
        public string? OnTheDay { get; init; }

        public string? EveryAfter { get; init; }

        public string? BoardManager { get; init; }

        public string? Chair { get; init; }

        public string? Director { get; init; }

        public string? Reason { get; init; }

        /// <summary>Null: as everybody has it.</summary>
        internal OwnKind? Chosen => Whose == OwnDays
            ? new OwnKind([.. Numbers(Before)!.OrderDescending()], OnTheDay == Yes, Number(EveryAfter) ?? 0, Number(BoardManager), Number(Chair), Number(Director))
            : null;

        /// <summary>Null where something in it is no whole number.</summary>
        internal static IReadOnlyList<int>? Numbers(string? text)
        {
            var parts = (text ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries).Select(Number).ToList();
            return parts.Contains(null) ? null : [.. parts.OfType<int>()];
        }

        internal static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public sealed class Validator : AbstractValidator<Form>
    {
        public Validator(ReminderLimits limits)
        {
            RuleFor(f => f.Whose).Must(w => w is OwnDays or Everybody).WithMessage("Choose whose schedule holds");
            When(f => f.Whose == OwnDays, () =>
            {
                RuleFor(f => f.Before)
                    .Must(b => Form.Numbers(b) is { } days && days.All(d => d >= 1 && d <= limits.MostDaysBefore))
                    .WithMessage($"Reminders before the due date must be whole numbers between 1 and {limits.MostDaysBefore}, such as 10, 5, 1")
                    .Must(b => Form.Numbers(b) is not { } days || (days.Count <= limits.MostTimesBefore && days.Distinct().Count() == days.Count))
                    .WithMessage($"Give at most {limits.MostTimesBefore} numbers, each once");
                RuleFor(f => f.OnTheDay).Must(o => o is Yes or No).WithMessage("Choose whether it reminds on the due date");
                RuleFor(f => f.EveryAfter).Must(e => Form.Number(e) is { } days && days >= 0 && days <= limits.MostEveryDaysAfter)
                    .WithMessage($"The gap after the due date must be a whole number between 0 and {limits.MostEveryDaysAfter}");
                RuleFor(f => f.BoardManager).Must(IsStep).WithMessage($"Enter a whole number between 1 and {limits.MostEscalation} for the board manager, or nothing");
                RuleFor(f => f.Chair).Must(IsStep).WithMessage($"Enter a whole number between 1 and {limits.MostEscalation} for the chair, or nothing");
                RuleFor(f => f.Director).Must(IsStep).WithMessage($"Enter a whole number between 1 and {limits.MostEscalation} for the director, or nothing");
            });
            RuleFor(f => f.Reason).NotEmpty().WithMessage("Say why it changes").MaximumLength(ReminderPlan.LongestReason).WithMessage($"The reason must be {ReminderPlan.LongestReason:N0} characters or less");

            bool IsStep(string? text) => string.IsNullOrWhiteSpace(text) || (Form.Number(text) is { } days && days >= 1 && days <= limits.MostEscalation);
        }
    }
}
