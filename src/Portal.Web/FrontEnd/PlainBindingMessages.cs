using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Portal.Web.FrontEnd;

/// <summary>What a person reads when something typed cannot be read as the kind of value asked for.</summary>
public static class PlainBindingMessages
{
    /// <summary>Replaces the framework's wording.</summary>
    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, name) => $"{name}: ‘{value}’ cannot be used. Check it and enter it again");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"‘{value}’ cannot be used. Check it and enter it again");
        messages.SetUnknownValueIsInvalidAccessor(name => $"{name}: check what you entered");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Check what you entered");
        messages.SetValueIsInvalidAccessor(value => $"‘{value}’ cannot be used. Check it and enter it again");
        messages.SetValueMustBeANumberAccessor(name => $"{name} must be a number");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        messages.SetValueMustNotBeNullAccessor(_ => "Enter or choose an answer");
        messages.SetMissingBindRequiredValueAccessor(name => $"{name}: enter or choose an answer");
        messages.SetMissingKeyOrValueAccessor(() => "Enter or choose an answer");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "The form arrived empty. Send it again");
    }
}
