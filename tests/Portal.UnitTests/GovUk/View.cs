using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Portal.UnitTests.GovUk;

/// <summary>A view being rendered, with what was typed and what is wrong.</summary>
internal sealed class View(ModelStateDictionary state)
{
    public View()
        : this(new ModelStateDictionary())
    {
    }

    public ViewContext Context => new()
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), state),
    };

    public View Typed(string name, params string[] values)
    {
        state.SetModelValue(name, values.Length == 1 ? values[0] : values, string.Join(',', values));
        return this;
    }

    public View Wrong(string name, string? message)
    {
        if (message is not null)
        {
            state.AddModelError(name, message);
        }

        return this;
    }
}
