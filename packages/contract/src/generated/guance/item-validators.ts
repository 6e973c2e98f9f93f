// Generated from spec/ by `npm run generate`. Do not edit.
// @ts-nocheck

/**
 * Validates single items with precompiled validators, one for each kind of item.
 *
 * @example
 * ```js
 * import { item } from '@pushspec/contract/guance/item-validators';
 *
 * console.log(Object.keys(item.kinds).join(', '));
 * ```
 * ```text
 * item
 * ```
 */
import type { PrecompiledItem } from '../../explain/precompiled.ts';

const schema31 = {"type":"object","required":["event"],"x-reason":{"type":"body-type","required":"event-missing"},"properties":{"event":{"type":"object","required":["status"],"propertyNames":{"allOf":[{"type":"string","not":{"pattern":"^(_|df_)"},"x-reason":"custom-field-prefix"},{"type":"string","not":{"enum":["source","time","time_us","timestamp","workspace_uuid","workspace_name","extra_data","create_time"]},"x-reason":"custom-field-reserved"}]},"additionalProperties":{"type":"string","x-reason":"custom-field-type"},"x-reason":{"required":"event-missing","type":"event-type"},"properties":{"date":{"type":"integer","minimum":-9007199254740991,"maximum":9007199254740991,"x-reason":"date-type"},"status":{"type":"string","enum":["fatal","critical","error","warning","info","ok"],"x-reason":{"required":"status-missing","type":"status-invalid","enum":"status-invalid"}},"title":{"type":"string","x-reason":"title-type"},"message":{"type":"string","x-reason":"message-type"},"dimension_tags":{"type":"object","propertyNames":{"type":"string","not":{"const":"__proto__"},"x-reason":"forbidden-name"},"additionalProperties":{"oneOf":[{"type":"string"},{"type":"number"},{"type":"boolean"}],"x-reason":"tag-value-type"},"x-reason":{"type":"dimension-tags-type","propertyNames":"forbidden-name"}},"check_value":{"type":"number","x-reason":"check-value-type"}}},"extraData":{"type":"object","propertyNames":{"type":"string","not":{"const":"__proto__"},"x-reason":"forbidden-name"},"additionalProperties":true,"x-reason":{"type":"extra-data-type","propertyNames":"forbidden-name"}}}};
const pattern4 = new RegExp("^(_|df_)", "u");

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event === undefined){
(vErrors ??= []).push({instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "event"}});
errors++;
}
if(data.event !== undefined){
let data0 = data.event;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.status === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/required",keyword:"required",params:{missingProperty: "status"}});
errors++;
}
for(const key0 in data0){
const _errs3 = errors;
if(typeof key0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/propertyNames/allOf/0/type",keyword:"type",propertyName:key0});
errors++;
}
const _errs6 = errors;
const _errs7 = errors;
if(typeof key0 === "string"){
if(!pattern4.test(key0)){
(vErrors ??= []).push({});
errors++;
}
}
var valid3 = _errs7 === errors;
if(valid3){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/propertyNames/allOf/0/not",keyword:"not",propertyName:key0});
errors++;
}
else {
errors = _errs6;
if(vErrors !== null){
if(_errs6){
vErrors.length = _errs6;
}
else {
vErrors = null;
}
}
}
if(typeof key0 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/propertyNames/allOf/1/type",keyword:"type",propertyName:key0});
errors++;
}
const _errs10 = errors;
const _errs11 = errors;
if(!((((((((key0 === "source") || (key0 === "time")) || (key0 === "time_us")) || (key0 === "timestamp")) || (key0 === "workspace_uuid")) || (key0 === "workspace_name")) || (key0 === "extra_data")) || (key0 === "create_time"))){
(vErrors ??= []).push({});
errors++;
}
var valid4 = _errs11 === errors;
if(valid4){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/propertyNames/allOf/1/not",keyword:"not",propertyName:key0});
errors++;
}
else {
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs3 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
for(const key1 in data0){
if(!((((((key1 === "date") || (key1 === "status")) || (key1 === "title")) || (key1 === "message")) || (key1 === "dimension_tags")) || (key1 === "check_value"))){
if(typeof data0[key1] !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/event/additionalProperties/type",keyword:"type"});
errors++;
}
}
}
if(data0.date !== undefined){
let data2 = data0.date;
if(!((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2)))){
(vErrors ??= []).push({instancePath:instancePath+"/event/date",schemaPath:"#/properties/event/properties/date/type",keyword:"type"});
errors++;
}
if(typeof data2 == "number"){
if(data2 > 9007199254740991 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/event/date",schemaPath:"#/properties/event/properties/date/maximum",keyword:"maximum"});
errors++;
}
if(data2 < -9007199254740991 || isNaN(data2)){
(vErrors ??= []).push({instancePath:instancePath+"/event/date",schemaPath:"#/properties/event/properties/date/minimum",keyword:"minimum"});
errors++;
}
}
}
if(data0.status !== undefined){
let data3 = data0.status;
if(typeof data3 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/status",schemaPath:"#/properties/event/properties/status/type",keyword:"type"});
errors++;
}
if(!((((((data3 === "fatal") || (data3 === "critical")) || (data3 === "error")) || (data3 === "warning")) || (data3 === "info")) || (data3 === "ok"))){
(vErrors ??= []).push({instancePath:instancePath+"/event/status",schemaPath:"#/properties/event/properties/status/enum",keyword:"enum"});
errors++;
}
}
if(data0.title !== undefined){
if(typeof data0.title !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/title",schemaPath:"#/properties/event/properties/title/type",keyword:"type"});
errors++;
}
}
if(data0.message !== undefined){
if(typeof data0.message !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/message",schemaPath:"#/properties/event/properties/message/type",keyword:"type"});
errors++;
}
}
if(data0.dimension_tags !== undefined){
let data6 = data0.dimension_tags;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 in data6){
const _errs25 = errors;
if(typeof key2 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/properties/event/properties/dimension_tags/propertyNames/type",keyword:"type",propertyName:key2});
errors++;
}
const _errs27 = errors;
const _errs28 = errors;
if("__proto__" !== key2){
(vErrors ??= []).push({});
errors++;
}
var valid8 = _errs28 === errors;
if(valid8){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/properties/event/properties/dimension_tags/propertyNames/not",keyword:"not",propertyName:key2});
errors++;
}
else {
errors = _errs27;
if(vErrors !== null){
if(_errs27){
vErrors.length = _errs27;
}
else {
vErrors = null;
}
}
}
var valid7 = _errs25 === errors;
if(!valid7){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/properties/event/properties/dimension_tags/propertyNames",keyword:"propertyNames",params:{propertyName: key2}});
errors++;
}
}
for(const key3 in data6){
let data7 = data6[key3];
const _errs31 = errors;
let valid10 = false;
let passing0 = null;
const _errs32 = errors;
if(typeof data7 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/event/properties/dimension_tags/additionalProperties/oneOf/0/type",keyword:"type"});
errors++;
}
var _valid0 = _errs32 === errors;
if(_valid0){
valid10 = true;
passing0 = 0;
}
const _errs34 = errors;
if(!(typeof data7 == "number")){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/event/properties/dimension_tags/additionalProperties/oneOf/1/type",keyword:"type"});
errors++;
}
var _valid0 = _errs34 === errors;
if(_valid0 && valid10){
valid10 = false;
passing0 = [passing0, 1];
}
else {
if(_valid0){
valid10 = true;
passing0 = 1;
}
const _errs36 = errors;
if(typeof data7 !== "boolean"){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/event/properties/dimension_tags/additionalProperties/oneOf/2/type",keyword:"type"});
errors++;
}
var _valid0 = _errs36 === errors;
if(_valid0 && valid10){
valid10 = false;
passing0 = [passing0, 2];
}
else {
if(_valid0){
valid10 = true;
passing0 = 2;
}
}
}
if(!valid10){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/event/properties/dimension_tags/additionalProperties/oneOf",keyword:"oneOf"});
errors++;
}
else {
errors = _errs31;
if(vErrors !== null){
if(_errs31){
vErrors.length = _errs31;
}
else {
vErrors = null;
}
}
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/properties/event/properties/dimension_tags/type",keyword:"type"});
errors++;
}
}
if(data0.check_value !== undefined){
if(!(typeof data0.check_value == "number")){
(vErrors ??= []).push({instancePath:instancePath+"/event/check_value",schemaPath:"#/properties/event/properties/check_value/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/properties/event/type",keyword:"type"});
errors++;
}
}
if(data.extraData !== undefined){
let data9 = data.extraData;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key4 in data9){
const _errs42 = errors;
if(typeof key4 !== "string"){
(vErrors ??= []).push({instancePath:instancePath+"/extraData",schemaPath:"#/properties/extraData/propertyNames/type",keyword:"type",propertyName:key4});
errors++;
}
const _errs44 = errors;
const _errs45 = errors;
if("__proto__" !== key4){
(vErrors ??= []).push({});
errors++;
}
var valid12 = _errs45 === errors;
if(valid12){
(vErrors ??= []).push({instancePath:instancePath+"/extraData",schemaPath:"#/properties/extraData/propertyNames/not",keyword:"not",propertyName:key4});
errors++;
}
else {
errors = _errs44;
if(vErrors !== null){
if(_errs44){
vErrors.length = _errs44;
}
else {
vErrors = null;
}
}
}
var valid11 = _errs42 === errors;
if(!valid11){
(vErrors ??= []).push({instancePath:instancePath+"/extraData",schemaPath:"#/properties/extraData/propertyNames",keyword:"propertyNames",params:{propertyName: key4}});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath:instancePath+"/extraData",schemaPath:"#/properties/extraData/type",keyword:"type"});
errors++;
}
}
}
else {
(vErrors ??= []).push({instancePath,schemaPath:"#/type",keyword:"type"});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}


const schema32 = {"allOf":[{"propertyNames":{"not":{"const":"extra_data"}},"x-reason":"extra-data-misspelt"},{"propertyNames":{"enum":["event","extraData"],"x-reason":"unknown-field"},"x-reason":"unknown-field"},{"properties":{"event":{"allOf":[{"required":["title","message","dimension_tags","check_value"],"x-reason":"recommended-field-missing"},{"propertyNames":{"enum":["date","status","title","message","dimension_tags","check_value"],"x-reason":"custom-field-misspelled"},"x-reason":"custom-field-misspelled"},{"properties":{"date":{"allOf":[{"exclusiveMaximum":100000000000000,"x-reason":"date-microseconds"},{"exclusiveMaximum":100000000000,"x-reason":"date-milliseconds"}]},"title":{"allOf":[{"maxLength":256,"x-reason":"title-too-long"}]},"dimension_tags":{"allOf":[{"propertyNames":{"not":{"pattern":"(^|[._-])([Ss]tate|[Ss]tatus|STATE|STATUS)$|[a-z0-9](State|Status)$"}},"x-reason":"state-in-tags"}]}}}]}}}]};
const func1 = (text) => { let count = 0; for (const _ of text) count++; return count; };
const pattern5 = new RegExp("(^|[._-])([Ss]tate|[Ss]tatus|STATE|STATUS)$|[a-z0-9](State|Status)$", "u");

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 in data){
const _errs1 = errors;
const _errs2 = errors;
const _errs3 = errors;
if("extra_data" !== key0){
(vErrors ??= []).push({});
errors++;
}
var valid2 = _errs3 === errors;
if(valid2){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames/not",keyword:"not",propertyName:key0});
errors++;
}
else {
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
}
var valid1 = _errs1 === errors;
if(!valid1){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key0}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key1 in data){
const _errs5 = errors;
if(!((key1 === "event") || (key1 === "extraData"))){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/1/propertyNames/enum",keyword:"enum",propertyName:key1});
errors++;
}
var valid3 = _errs5 === errors;
if(!valid3){
(vErrors ??= []).push({instancePath,schemaPath:"#/allOf/1/propertyNames",keyword:"propertyNames",params:{propertyName: key1}});
errors++;
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.event !== undefined){
let data0 = data.event;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.title === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/0/required",keyword:"required",params:{missingProperty: "title"}});
errors++;
}
if(data0.message === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/0/required",keyword:"required",params:{missingProperty: "message"}});
errors++;
}
if(data0.dimension_tags === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/0/required",keyword:"required",params:{missingProperty: "dimension_tags"}});
errors++;
}
if(data0.check_value === undefined){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/0/required",keyword:"required",params:{missingProperty: "check_value"}});
errors++;
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key2 in data0){
const _errs10 = errors;
if(!((((((key2 === "date") || (key2 === "status")) || (key2 === "title")) || (key2 === "message")) || (key2 === "dimension_tags")) || (key2 === "check_value"))){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/1/propertyNames/enum",keyword:"enum",propertyName:key2});
errors++;
}
var valid6 = _errs10 === errors;
if(!valid6){
(vErrors ??= []).push({instancePath:instancePath+"/event",schemaPath:"#/allOf/2/properties/event/allOf/1/propertyNames",keyword:"propertyNames",params:{propertyName: key2}});
errors++;
}
}
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.date !== undefined){
let data1 = data0.date;
if(typeof data1 == "number"){
if(data1 >= 100000000000000 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/event/date",schemaPath:"#/allOf/2/properties/event/allOf/2/properties/date/allOf/0/exclusiveMaximum",keyword:"exclusiveMaximum"});
errors++;
}
}
if(typeof data1 == "number"){
if(data1 >= 100000000000 || isNaN(data1)){
(vErrors ??= []).push({instancePath:instancePath+"/event/date",schemaPath:"#/allOf/2/properties/event/allOf/2/properties/date/allOf/1/exclusiveMaximum",keyword:"exclusiveMaximum"});
errors++;
}
}
}
if(data0.title !== undefined){
let data2 = data0.title;
if(typeof data2 === "string"){
if(func1(data2) > 256){
(vErrors ??= []).push({instancePath:instancePath+"/event/title",schemaPath:"#/allOf/2/properties/event/allOf/2/properties/title/allOf/0/maxLength",keyword:"maxLength"});
errors++;
}
}
}
if(data0.dimension_tags !== undefined){
let data3 = data0.dimension_tags;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key3 in data3){
const _errs19 = errors;
const _errs20 = errors;
const _errs21 = errors;
if(typeof key3 === "string"){
if(!pattern5.test(key3)){
(vErrors ??= []).push({});
errors++;
}
}
var valid12 = _errs21 === errors;
if(valid12){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/allOf/2/properties/event/allOf/2/properties/dimension_tags/allOf/0/propertyNames/not",keyword:"not",propertyName:key3});
errors++;
}
else {
errors = _errs20;
if(vErrors !== null){
if(_errs20){
vErrors.length = _errs20;
}
else {
vErrors = null;
}
}
}
var valid11 = _errs19 === errors;
if(!valid11){
(vErrors ??= []).push({instancePath:instancePath+"/event/dimension_tags",schemaPath:"#/allOf/2/properties/event/allOf/2/properties/dimension_tags/allOf/0/propertyNames",keyword:"propertyNames",params:{propertyName: key3}});
errors++;
}
}
}
}
}
}
}
validate21.errors = vErrors;
return errors === 0;
}

export const item: PrecompiledItem<'item'> = {
  typeNames: {},
  otherReason: "bad-request",
  maxBytes: { limit: 1048576, reason: "body-too-large" },
  maxDepth: { limit: 512, reason: "too-deep" },
  kinds: {
    item: { schema: schema31, check: validate20, advice: { schema: schema32, check: validate21 } },
  },
};
