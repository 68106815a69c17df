#include <ogrsf_frmts.h>

#include <algorithm>

#include "importers/ogr/layer_reader.hpp"

namespace mallctl::importers::ogr {

namespace {

std::string crs_of(const OGRSpatialReference* reference) {
    if (reference == nullptr) return {};
    const char* authority = reference->GetAuthorityName(nullptr);
    const char* code = reference->GetAuthorityCode(nullptr);
    if (authority != nullptr && code != nullptr) return std::string(authority) + ":" + code;
    return reference->GetName() == nullptr ? "unnamed" : reference->GetName();
}

}  // namespace

LayerContents contents_of(OGRLayer& layer, const std::string& name) {
    LayerContents contents;
    contents.name = name;
    contents.crs = crs_of(layer.GetSpatialRef());
    const OGRFeatureDefn& definition = *layer.GetLayerDefn();
    for (int i = 0; i < definition.GetFieldCount(); ++i)
        contents.columns.emplace_back(definition.GetFieldDefn(i)->GetNameRef());
    std::sort(contents.columns.begin(), contents.columns.end());
    layer.ResetReading();
    while (const OGRFeatureUniquePtr feature{layer.GetNextFeature()}) {
        const OGRGeometry* geometry = feature->GetGeometryRef();
        const bool empty = geometry == nullptr || geometry->IsEmpty() != FALSE;
        ++contents.types[empty ? "none" : OGRToOGCGeomType(wkbFlatten(geometry->getGeometryType()))];
        if (!empty) {
            OGREnvelope box;
            geometry->getEnvelope(&box);
            contents.add({box.MinX, box.MinY});
            contents.add({box.MaxX, box.MaxY});
        }
        for (int i = 0; i < definition.GetFieldCount(); ++i) {
            if (definition.GetFieldDefn(i)->GetType() == OFTString && feature->IsFieldSetAndNotNull(i) != 0)
                contents.add_text(feature->GetFieldAsString(i));
        }
    }
    return contents;
}

}  // namespace mallctl::importers::ogr
