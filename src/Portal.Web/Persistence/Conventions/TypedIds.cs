using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Domain.Common;

namespace Portal.Web.Persistence.Conventions;

/// <summary>Stores every <see cref="Id{T}"/> as the UUID it is.</summary>
internal static class TypedIds
{
    /// <summary>Finds the ids in the domain's own properties, so that a new aggregate needs no line here.</summary>
    public static void Apply(ModelConfigurationBuilder builder)
    {
        var ids = typeof(Id<>).Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Id<>) && !t.ContainsGenericParameters)
            .Distinct();
        foreach (var id in ids)
        {
            builder.Properties(id).HaveConversion(typeof(Converter<>).MakeGenericType(id.GenericTypeArguments[0]));
        }
    }

    private sealed class Converter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new Id<T>(value)) where T : class;
}
