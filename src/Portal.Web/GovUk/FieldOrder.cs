using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Portal.Web.GovUk;

/// <summary>
/// Orders names of fields as their properties are declared, which is the order of the fields on the page; the model state knows
/// no order of its own. What is about the whole page comes first.
/// </summary>
internal sealed class FieldOrder(ModelMetadata? model) : IComparer<string>
{
    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (left, right) = (Places(x ?? ""), Places(y ?? ""));
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    /// <summary>Whether a field is a day.</summary>
    /// <param name="model">What the page shows.</param>
    /// <param name="name">The field's name, such as <c>Input.Rows[2].DueOn</c>.</param>
    public static bool IsDay(ModelMetadata? model, string name)
    {
        var at = model;
        foreach (var part in name.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            at = part[^1] == ']' ? at?.ElementMetadata : at?.Properties[part];
        }

        return at?.UnderlyingOrModelType == typeof(DateOnly);
    }

    // "Input.Rows[2].Name" becomes the place of Input in the page, of Rows in Input, 2, and of Name in a row.
    private List<int> Places(string name)
    {
        var places = new List<int>();
        var at = model;
        foreach (var part in name.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[^1] == ']')
            {
                places.Add(int.TryParse(part.AsSpan(0, part.Length - 1), CultureInfo.InvariantCulture, out var index) ? index : int.MaxValue);
                at = at?.ElementMetadata;
                continue;
            }

            places.Add(Place(at, part));
            at = at?.Properties[part];
        }

        return places;
    }

    private static int Place(ModelMetadata? parent, string part)
    {
        var names = parent?.UnderlyingOrModelType == typeof(DateOnly)
            ? DateInputTagHelper.Parts
            : parent?.Properties.Select(property => property.PropertyName ?? "");
        var place = names?.ToList().IndexOf(part) ?? -1;
        return place < 0 ? int.MaxValue : place;
    }
}
