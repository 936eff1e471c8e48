using FluentValidation;
using Portal.Domain.Retention;

namespace Portal.Web.Features.Retention;

/// <summary>The one rule for every reason that is given here.</summary>
internal static class Reasons
{
    public static void Reasoned<T>(this IRuleBuilderInitial<T, string?> reason, string otherwise) => reason
        .NotEmpty().WithMessage(otherwise)
        .MaximumLength(RetentionSchedule.LongestReason).WithMessage($"The reason must be {RetentionSchedule.LongestReason:N0} characters or less");
}

/// <summary>A step of which nothing but the reason is asked.</summary>
public sealed record ReasonForm
{
    public string? Reason { get; init; }
}
