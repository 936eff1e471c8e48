using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Portal.Web.GovUk;

/// <summary>Binds every <see cref="DateOnly"/> of a form from three fields: day, month and year.</summary>
public sealed class DateOnlyModelBinderProvider : IModelBinderProvider
{
    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? new DateOnlyModelBinder() : null;
    }
}
