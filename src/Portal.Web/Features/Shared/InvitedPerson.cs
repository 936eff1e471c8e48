using FluentValidation;

namespace Portal.Web.Features.Shared;

/// <summary>What must be said of somebody without an account who is sent a link.</summary>
public static class InvitedPerson
{
    public static IRuleBuilderOptions<T, string?> NamesSomebody<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().WithMessage("Enter their name").MaximumLength(200).WithMessage("The name must be 200 characters or fewer");

    public static IRuleBuilderOptions<T, string?> IsAnEmailAddress<T>(this IRuleBuilder<T, string?> rule, string whose = "their") =>
        rule.NotEmpty().WithMessage($"Enter {whose} email address")
            .MaximumLength(254).WithMessage("The email address must be 254 characters or fewer")
            .Must(EmailAddress.IsOneOrNothing).WithMessage("Enter an email address like name@example.org");
}
