using System.Globalization;
using FluentValidation;
using Portal.Domain.Reviews;
using Portal.Web.Time;

namespace Portal.Web.Features.Reviews;

/// <summary>The time of a slot for the opening presentation, as it is typed.</summary>
public record SlotForm
{
    public DateOnly? Day { get; init; }

    public string? Time { get; init; }

    public string? Minutes { get; init; }

    /// <summary>When it begins, in UTC, once it was found valid.</summary>
    public DateTime StartsAt() => UkTime.At(Day!.Value, TypedTime.Read(Time)!.Value);

    /// <summary>How many minutes it lasts, once it was found valid.</summary>
    public int Length() => Number(Minutes)!.Value;

    /// <returns>Null when it is no number of minutes that a slot can have.</returns>
    internal static int? Number(string? typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= OpeningSlot.FewestMinutes and <= OpeningSlot.MostMinutes ? minutes : null;
}

/// <summary>What a time must be to be offered.</summary>
public class SlotFormValidator<T> : AbstractValidator<T> where T : SlotForm
{
    public SlotFormValidator()
    {
        RuleFor(f => f.Day).NotNull().WithMessage("Enter the day");
        RuleFor(f => f.Time).Must(t => TypedTime.Read(t) is not null).WithMessage("Enter a time, such as 9:30");
        RuleFor(f => f.Minutes).Must(m => SlotForm.Number(m) is not null).WithMessage($"The slot must be {OpeningSlot.FewestMinutes} to {OpeningSlot.MostMinutes} minutes");
    }
}
