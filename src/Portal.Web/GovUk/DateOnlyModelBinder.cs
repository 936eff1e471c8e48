using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Portal.Web.GovUk;

/// <summary>
/// Reads a day from <c>Name.Day</c>, <c>Name.Month</c> and <c>Name.Year</c>; the month may be a number or a name. In a query string
/// or a route, <c>Name</c> alone may hold it as yyyy-MM-dd. What was typed is kept in the model state for showing it again.
/// </summary>
public sealed class DateOnlyModelBinder : IModelBinder
{
    /// <inheritdoc />
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        ArgumentNullException.ThrowIfNull(bindingContext);
        var typed = DateInputTagHelper.Parts.Select(part => Typed(bindingContext, part)).ToArray();
        if (typed.All(part => part is null))
        {
            BindWhole(bindingContext);
            return Task.CompletedTask;
        }

        Bind(bindingContext, typed.Select(part => part?.Trim() ?? "").ToArray());
        return Task.CompletedTask;
    }

    private static string? Typed(ModelBindingContext context, string part)
    {
        var key = $"{context.ModelName}.{part}";
        var result = context.ValueProvider.GetValue(key);
        if (result == ValueProviderResult.None)
        {
            return null;
        }

        context.ModelState.SetModelValue(key, result);
        context.ModelState.MarkFieldValid(key); // the framework validates the date only, and would leave its parts undecided
        return result.FirstValue ?? "";
    }

    private static void BindWhole(ModelBindingContext context)
    {
        var result = context.ValueProvider.GetValue(context.ModelName);
        if (result == ValueProviderResult.None)
        {
            return;
        }

        context.ModelState.SetModelValue(context.ModelName, result);
        if (string.IsNullOrEmpty(result.FirstValue))
        {
            Empty(context);
        }
        else if (DateOnly.TryParseExact(result.FirstValue, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            context.Result = ModelBindingResult.Success(day);
        }
        else
        {
            Refuse(context, context.ModelName, $"{Name(context)} must be a real date");
        }
    }

    private static void Bind(ModelBindingContext context, string[] typed)
    {
        var missing = DateInputTagHelper.Parts.Where((_, i) => typed[i].Length == 0).ToArray();
        if (missing.Length == DateInputTagHelper.Parts.Length)
        {
            Empty(context);
            return;
        }

        if (missing.Length > 0)
        {
            var words = string.Join(" and ", missing.Select(part => part == "Day" ? "a day" : part == "Month" ? "a month" : "a year"));
            foreach (var part in missing)
            {
                Refuse(context, $"{context.ModelName}.{part}", $"{Name(context)} must include {words}");
            }

            return;
        }

        if (typed[2].Length != 4 || Number(typed[2]) is not { } year)
        {
            Refuse(context, $"{context.ModelName}.Year", "Year must include 4 numbers");
        }
        else if (Number(typed[0]) is { } day && Month(typed[1]) is { } month && IsReal(year, month, day))
        {
            context.Result = ModelBindingResult.Success(new DateOnly(year, month, day));
        }
        else
        {
            Refuse(context, context.ModelName, $"{Name(context)} must be a real date");
        }
    }

    private static void Empty(ModelBindingContext context)
    {
        if (context.ModelMetadata.IsReferenceOrNullableType)
        {
            context.Result = ModelBindingResult.Success(null);
        }
        else
        {
            Refuse(context, context.ModelName, $"Enter {Name(context).ToLowerInvariant()}");
        }
    }

    private static void Refuse(ModelBindingContext context, string key, string message)
    {
        context.ModelState.TryAddModelError(key, message);
        context.Result = ModelBindingResult.Failed();
    }

    // The name a page gives with [Display(Name = "Review date")]; a bare property name says nothing to a person.
    private static string Name(ModelBindingContext context) => context.ModelMetadata.DisplayName ?? "The date";

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Month(string text)
    {
        if (Number(text) is { } number)
        {
            return number;
        }

        var british = CultureInfo.GetCultureInfo("en-GB");
        return DateTime.TryParseExact(text, ["MMMM", "MMM"], british, DateTimeStyles.None, out var date) ? date.Month : null;
    }

    private static bool IsReal(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
